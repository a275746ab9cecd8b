use super::*;
#[test]
fn real() {
    let Ok(path) = std::env::var("PST") else { return };
    let bytes = std::fs::read(path).unwrap();
    let mut cursor = std::io::Cursor::new(bytes);
    let mut file = File::open(&mut cursor).unwrap().unwrap();
    let (nodes, fault) = file.all_nodes();
    eprintln!("{} nodes {fault:?}", nodes.len());
    let mut folders = Folders::default();
    for (id, node) in &nodes {
        let found = file.node(*id).unwrap();
        assert_eq!(found, Some(*node));
        let props = Heap::read(&mut file, *node, 1 << 20)
            .and_then(|mut h| h.properties(&mut file, 0).or_else(|_| h.rows(&mut file).map(|r| r.concat())));
        eprintln!(
            "{id:x} {node:x?} {} {:?}",
            folders.path(&mut file, *id, 1 << 20),
            props.map(|p| p
                .iter()
                .map(|p| format!(
                    "{:x}:{:x}:{}",
                    p.id,
                    p.kind,
                    String::from_utf8_lossy(&p.bytes)
                        .chars()
                        .take(30)
                        .filter(|c| c.is_alphanumeric())
                        .collect::<String>()
                ))
                .collect::<Vec<_>>()
                .join(" "))
        );
    }
}
