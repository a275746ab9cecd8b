//! Maps a stream on all threads of a pool and hands the results on in the stream's order, with a bound on how far ahead of
//! the slowest item the others may run.

use rayon::iter::{ParallelBridge, ParallelIterator};
use std::collections::BTreeMap;
use std::sync::mpsc::channel;
use std::sync::{Condvar, Mutex, PoisonError};

/// Results that may wait for an earlier one.
const WINDOW: usize = 4096;

/// Calls `sink` with the result of each item, in order. Runs `work` on the threads of `pool`, `sink` on the caller's.
pub(super) fn map<T: Send, R: Send>(
    pool: &rayon::ThreadPool,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync + Send,
    sink: &mut dyn FnMut(R),
) {
    let gate = Gate::default();
    let (sender, results) = channel();
    std::thread::scope(|inner| {
        inner.spawn(|| {
            let sender = sender;
            let gated = items.enumerate().inspect(|(number, _)| gate.wait(*number));
            pool.install(|| {
                gated.par_bridge().for_each_with(sender, |sender, (number, item)| {
                    // The receiver lives until every sender is gone.
                    let _ = sender.send((number, work(item)));
                });
            });
        });
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (number, result) in results {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&next) {
                sink(result);
                next += 1;
                gate.open(next);
            }
        }
    });
}

/// Holds back items that are too far ahead.
#[derive(Default)]
struct Gate {
    done: Mutex<usize>,
    moved: Condvar,
}

impl Gate {
    fn wait(&self, number: usize) {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        while number >= *done + WINDOW {
            done = self.moved.wait(done).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn open(&self, done: usize) {
        *self.done.lock().unwrap_or_else(PoisonError::into_inner) = done;
        self.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(threads: usize, items: usize) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut got = Vec::new();
        // Every 97th item is slow, so that others overtake it.
        let slow = |item: usize| {
            if item % 97 == 0 {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            item * 2
        };
        map(&pool, 0..items, slow, &mut |result| got.push(result));
        assert_eq!(got, (0..items).map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn results_come_in_order() {
        check(1, 300);
        check(8, 3 * WINDOW);
        check(4, 0);
    }
}
