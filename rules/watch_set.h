#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "extractors/model/article.h"
#include "extractors/model/diagnostic.h"
#include "extractors/model/mention.h"
#include "extractors/text/document.h"
#include "rules/match.h"
#include "rules/terms.h"
#include "rules/vocabulary.h"
#include "rules/watch.h"

namespace rasid::rules {

/// The watches in force. Immutable; match() may run on many threads at once.
class WatchSet {
 public:
  WatchSet() = default;  // no watches
  /// `watches` were compiled into `terms` against names of `catalogue`; their ids are unique.
  WatchSet(std::vector<Watch> watches, Terms terms, std::shared_ptr<entities::Catalogue const> catalogue);

  [[nodiscard]] std::span<Watch const> watches() const noexcept { return watches_; }
  /// nullptr where there is none of that id.
  [[nodiscard]] Watch const* find(WatchId const& id) const noexcept;

  /// The watches that hold on an article, in their order. `document` is the article's; `mentions` (ascending by begin)
  /// were found in it with the catalogue the watches were loaded with.
  [[nodiscard]] std::vector<Match> match(text::Document const& document, std::vector<Mention> const& mentions,
                                         Article const& article) const;

  [[nodiscard]] Terms const& terms() const noexcept { return terms_; }
  /// Null only where there are no watches.
  [[nodiscard]] entities::Catalogue const* catalogue() const noexcept { return catalogue_.get(); }

 private:
  std::vector<Watch> watches_;
  Terms terms_;
  std::shared_ptr<entities::Catalogue const> catalogue_;
};

/// What a rules folder gave.
struct LoadResult {
  WatchSet watches;         // those of the files without an error
  Diagnostics diagnostics;  // errors and warnings, by file and place
};

/// Reads every *.yaml and *.yml of the folder (not of folders inside it) in the order of their names. A file with an
/// error costs itself alone; an id that an earlier file has is such an error.
LoadResult load_watches(std::filesystem::path const& rules_folder, Vocabulary const& vocabulary);

}  // namespace rasid::rules
