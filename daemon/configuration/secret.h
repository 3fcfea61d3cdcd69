#pragma once

#include <filesystem>
#include <vector>

#include "daemon/sinks/secret.h"
#include "extractors/yaml/yaml.h"

namespace rasid::configuration {

/// Reads the secrets that a sink's keys name: `secret_file` (paths, relative ones from the configuration folder) and
/// `secret_credential` (names below $CREDENTIALS_DIRECTORY, see systemd.exec(5) LoadCredential=). Several of either are
/// all active, which is how a secret is rotated. Secrets never stand in the configuration itself, and no message shows
/// one.
std::vector<sinks::Secret> read_secrets(yaml::MapReader& sink, std::filesystem::path const& folder);

/// Blots out every "whsec_…" and "whsk_…" in the messages: somebody who puts a secret into the configuration by mistake
/// must not find it in the journal as well. Columns and lengths stay right.
void hide_secrets(Diagnostics& problems);

}  // namespace rasid::configuration
