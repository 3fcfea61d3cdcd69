#pragma once

#include <filesystem>

#include "rules/watch_set.h"

namespace rasid::rules {

/// What a rules folder gave.
struct LoadResult {
  WatchSet watches;          // those of the files without an error
  Diagnostics diagnostics;   // errors and warnings, by file and place
  std::size_t compiled = 0;  // files that were compiled, rather than taken over
};

/// Reads every *.yaml and *.yml of the folder (not of folders inside it) in the order of their names. A file with an
/// error costs itself alone; an id that an earlier file has is such an error. Files that are byte for byte as they were
/// in `previous` are taken over from it as they are, where the names that they may use are the same.
LoadResult load_watches(std::filesystem::path const& rules_folder, Vocabulary const& vocabulary,
                        WatchSet const& previous = {});

/// One file compiled by itself.
std::shared_ptr<CompiledFile const> compile_file(std::string name, std::string_view content,
                                                 Vocabulary const& vocabulary);

/// The rule files of a folder by name.
std::expected<std::vector<std::filesystem::path>, std::error_code> rule_files(std::filesystem::path const& folder);

}  // namespace rasid::rules
