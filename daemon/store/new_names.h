#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "daemon/store/store.h"
#include "extractors/model/result.h"

namespace rasid::store {

/// Which of the names that are on no list a command asks for.
struct NewNamesQuery {
  Timestamp since{};  // articles published (or else fetched) since then
  std::string kind;   // all where empty
  std::int64_t least_articles = 2;
  std::size_t most = 50;
  std::function<bool(std::string const& folded)> left_out;  // those that have come onto a list since; may be empty
};

/// A name as it stands in the archive.
struct NewName {
  std::string kind;
  std::string name;  // as the latest article writes it most fully
  std::string folded;
  std::string cue;
  std::int64_t articles = 0;
  std::int64_t times = 0;
  double confidence = 0;  // the mean
  Timestamp last{};       // the latest article
  std::string title;      // its title
};

/// Those in most articles first. Reads beside the daemon; errors as Archive::open()'s.
Result<std::vector<NewName>> read_new_names(std::filesystem::path const& file, NewNamesQuery const& query);

}  // namespace rasid::store
