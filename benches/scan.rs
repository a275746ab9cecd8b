//! How fast the whole corpus is scanned; asserts that every file was seen and that what must be found was.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nought::config::Config;
use nought::rules::RuleSet;
use nought::scan::{Plan, Progress, Scanner};
use nought::walk::Layout;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

fn scan(criterion: &mut Criterion) {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/Client Work");
    let config = Config::default();
    let scanner = Scanner::new(&config, RuleSet::embedded().unwrap().select(&[], &[])).unwrap();
    let plan = |threads| Plan { roots: vec![root.clone()], layout: Layout::Depth(1), threads };
    let run = |threads| {
        let (mut files, mut bytes, mut violations) = (0_u64, 0_u64, 0_usize);
        let complete = scanner.scan(&plan(threads), &Progress::default(), &AtomicBool::new(false), &mut |file| {
            files += 1;
            bytes += file.bytes;
            violations += file.broken().count();
        });
        assert!(complete.unwrap());
        (files, bytes, violations)
    };
    let (files, bytes, violations) = run(1);
    assert!(files >= 300 && violations >= 100, "{files} files, {violations} violations");
    let mut group = criterion.benchmark_group("scan");
    group.sample_size(10).throughput(Throughput::Bytes(bytes));
    for threads in [1, 2] {
        group.bench_function(format!("corpus, {threads} threads"), |bench| {
            bench.iter(|| assert_eq!(run(threads), (files, bytes, violations)));
        });
    }
    group.finish();
}

criterion_group!(benches, scan);
criterion_main!(benches);
