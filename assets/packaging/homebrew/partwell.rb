cask "partwell" do
  arch arm: "arm64", intel: "x86_64"

  version "@VERSION@"
  sha256 arm: "@MAC_ARM_SHA256@", intel: "@MAC_INTEL_SHA256@"

  url "@BASE@/Partwell-#{version}-#{arch}.dmg"
  name "Partwell"
  desc "Sort your LinkedIn connections into keep and remove"
  homepage "@HOMEPAGE@"

  app "Partwell.app"
  binary "#{appdir}/Partwell.app/Contents/MacOS/partwell"

  # What was decided stays when the program goes: `brew uninstall --zap` takes nothing of it along.
end
