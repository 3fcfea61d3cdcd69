#pragma once

#include <cstdint>
#include <functional>

#include "daemon/store/archive.h"
#include "extractors/text/document.h"
#include "rules/watch_set.h"

namespace rasid {

/// An archived article on which a watch holds. Refers to what lives as long as the call that it is given to.
struct ArchiveHit {
  rules::Watch const& watch;
  rules::Match const& match;
  store::ArchivedArticle const& archived;
  text::Document const& document;
};

struct ScanTotals {
  std::uint64_t articles = 0;
  std::uint64_t bytes = 0;  // of titles and bodies
  std::uint64_t hits = 0;
};

/// Holds all articles of an archive against watches, oldest first, by the mentions that were found when they came.
/// `hit` is called for each article and watch; `progress`, where given, now and then with the part that is done.
/// Mentions of actors and places that are not in the watches' catalogue any more are passed over.
Result<ScanTotals> scan_archive(store::Archive& archive, rules::WatchSet const& watches,
                                std::function<void(ArchiveHit const&)> const& hit,
                                std::function<void(double)> const& progress = {});

}  // namespace rasid
