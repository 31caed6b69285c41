//! What the program is made of: nothing that opens network connections, nothing under a licence that is not permissive.

use std::{collections::BTreeSet, path::Path, process::Command};

/// Crates whose business is the network. `zbus` and `async-io` stay: they speak to the desktop through local sockets.
/// `tokio` stands in the lock file for browsers alone, and opens nothing without `mio` and `socket2`, which are here.
const NETWORK: [&str; 32] = [
    "attohttpc",
    "actix-web",
    "async-h1",
    "async-net",
    "async-std",
    "async-tungstenite",
    "aws-config",
    "axum",
    "curl",
    "curl-sys",
    "ftp",
    "git2",
    "h2",
    "hickory-resolver",
    "http-client",
    "hyper",
    "hyper-util",
    "isahc",
    "minreq",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "socket2",
    "ssh2",
    "surf",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
];

/// Licences that let anybody use, change and pass on the program.
const PERMISSIVE: [&str; 16] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "NCSA",
    "OFL-1.1",
    "Ubuntu-font-1.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// The exceptions, and why: `directories` needs the first; the second compares pictures in tests and is not in the program.
/// The MPL binds changes to its own files, and both are used as they are.
const EXCEPTIONS: [(&str, &str); 2] = [("option-ext", "MPL-2.0"), ("colored", "MPL-2.0")];

fn locked_packages() -> BTreeSet<String> {
    let lock = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    lock.lines().filter_map(|line| line.strip_prefix("name = \"")).map(|name| name.trim_end_matches('"').to_owned()).collect()
}

// In the product book: T1.
#[test]
fn no_crate_opens_network_connections() {
    let packages = locked_packages();
    assert!(packages.contains("rusqlite"), "the lock file was read");
    let found: Vec<&str> = NETWORK.into_iter().filter(|name| packages.contains(*name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

/// Whether a licence expression can be met by permissive licences alone.
fn is_permissive(expression: &str) -> bool {
    let any_of = expression.replace(" / ", " OR ").replace('/', " OR ");
    // "(A OR B) AND C": each part between ANDs must offer a permissive one.
    any_of.split(" AND ").all(|part| part.split(" OR ").any(|licence| PERMISSIVE.contains(&licence.trim().trim_matches(['(', ')']))))
}

#[test]
fn every_crate_is_under_a_permissive_licence() {
    let metadata = |offline: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--locked"])
            .args(offline)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap()
    };
    let mut output = metadata(&["--offline"]);
    if !output.status.success() {
        output = metadata(&[]);
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 200, "the packages were found");
    let found: Vec<String> = packages
        .iter()
        .map(|package| (package["name"].as_str().unwrap_or_default(), package["license"].as_str().unwrap_or("none")))
        .filter(|(name, licence)| !is_permissive(licence) && !EXCEPTIONS.contains(&(name, licence)))
        .map(|(name, licence)| format!("{name}: {licence}"))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_copyleft_licence_is_refused() {
    assert!(is_permissive("MIT OR Apache-2.0"));
    assert!(is_permissive("MIT/GPL-3.0"));
    assert!(is_permissive("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(!is_permissive("GPL-3.0-only"));
    assert!(!is_permissive("MIT AND MPL-2.0"));
    assert!(!is_permissive("none"));
}
