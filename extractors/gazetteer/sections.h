#pragma once

#include <span>
#include <string_view>

#include "extractors/gazetteer/layout.h"
#include "extractors/model/result.h"

namespace rasid::gazetteer {

/// The sections of a file as they lie in memory.
struct Sections {
  std::span<PlaceRow const> places;
  std::span<NameRow const> names;
  std::span<BearerRow const> bearers;
  std::span<FirstWord const> first;
  std::span<std::uint64_t const> filter;
  std::string_view texts;
  std::string_view notice;
  std::uint64_t checksum = 0;
};

/// Finds the sections and checks all that they point to: every offset and index lies inside, places contain only
/// smaller ones (so that no chain goes round), and the hash tables have a free slot (so that every search ends). That
/// names and keys are in order is not checked: a file where they are not finds less, and nothing worse.
/// `bytes` must be aligned to 8.
Result<Sections> read_sections(std::string_view bytes, bool trust_checksum);

}  // namespace rasid::gazetteer
