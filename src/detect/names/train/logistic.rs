//! Logistic regression by AdaGrad, with a prior that holds weights back.

/// Times that all examples are gone through.
const ROUNDS: usize = 25;
/// First step.
const STEP: f32 = 0.25;
/// What each weight is drawn to zero by, a round.
const DECAY: f32 = 0.1;
/// A weight seen this often is drawn half as much.
const PRIOR: f32 = 200.0;
/// A feature of fewer examples is left out.
const RARE: u32 = 3;
/// A smaller weight is left out.
const SMALL: f32 = 0.02;

/// A possible name.
#[derive(Clone, Debug)]
pub(super) struct Example {
    /// Numbers of its features.
    pub(super) features: Vec<u32>,
    /// Log-odds that are given.
    pub(super) offset: f32,
    /// Whether it is a name.
    pub(super) right: bool,
}

/// Weights by number of the feature.
pub(super) struct Weights(Vec<f32>);

impl Weights {
    /// Rounded as the model's file is.
    pub(super) fn of(&self, number: u32) -> f32 {
        let weight = self.0.get(number as usize).copied().unwrap_or_default();
        if weight.abs() < SMALL { 0.0 } else { (weight * 100.0).round() / 100.0 }
    }

    /// Takes the weights of features that are not among these.
    pub(super) fn join(&mut self, other: &Self) {
        self.0.resize(other.0.len().max(self.0.len()), 0.0);
        for (weight, other) in self.0.iter_mut().zip(&other.0) {
            *weight += other;
        }
    }
}

/// The weights that tell right from wrong best.
pub(super) fn train(examples: &[Example], features: usize) -> Weights {
    let mut counts = vec![0_u32; features];
    for number in examples.iter().flat_map(|example| &example.features) {
        counts[*number as usize] += 1;
    }
    let (mut weights, mut squares) = (vec![0.0_f32; features], vec![1e-2_f32; features]);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (random >> 33) as usize % (at + 1));
        }
        for example in order.iter().map(|at| &examples[*at]) {
            let known = || example.features.iter().map(|number| *number as usize).filter(|at| counts[*at] >= RARE);
            let odds = example.offset + known().map(|at| weights[at]).sum::<f32>();
            let slope = f32::from(u8::from(example.right)) - 1.0 / (1.0 + (-odds).exp());
            for at in known() {
                squares[at] += slope * slope;
                weights[at] += STEP * slope / squares[at].sqrt();
            }
        }
        for (weight, count) in weights.iter_mut().zip(&counts) {
            // What was seen often needs no prior.
            *weight *= 1.0 - DECAY * (PRIOR / (PRIOR + *count as f32));
        }
    }
    Weights(weights)
}
