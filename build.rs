//! Gives the programs for Windows their icon, their version and their manifest. Elsewhere there is nothing to do.

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=assets/icon/partwell.ico");
    println!("cargo::rerun-if-changed=assets/packaging/windows/partwell.manifest");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return Ok(());
    }
    let mut resources = winresource::WindowsResource::new();
    resources
        .set_icon("assets/icon/partwell.ico")
        .set_manifest_file("assets/packaging/windows/partwell.manifest")
        .set("ProductName", "Partwell")
        .set("FileDescription", "Partwell")
        .set("LegalCopyright", "The Partwell founders");
    resources.compile()
}
