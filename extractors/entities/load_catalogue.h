#pragma once

#include <expected>
#include <filesystem>
#include <memory>

#include "extractors/entities/catalogue.h"
#include "extractors/model/diagnostic.h"

namespace rasid::entities {

/// Reads watchlists/*.yaml and *.tsv, roles/titles.tsv and gazetteer/*.tsv of a configuration folder into one
/// catalogue, or says everything that is wrong with them: one broken file refuses the whole, so that the catalogue in
/// force stays. Each folder may be absent. Files are read in the order of their names; messages call them
/// "watchlists/middle-east.yaml". Blocks on the disk; safe to call from any thread.
///
/// `gazetteer`: the compiled gazetteer to join to them, or null.
std::expected<std::shared_ptr<Catalogue const>, Diagnostics> load_catalogue(
    std::filesystem::path const& config_folder, std::shared_ptr<gazetteer::Gazetteer const> gazetteer = nullptr);

}  // namespace rasid::entities
