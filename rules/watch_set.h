#pragma once

#include <memory>
#include <ranges>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/model/article.h"
#include "extractors/model/mention.h"
#include "extractors/text/document.h"
#include "rules/compiled_file.h"
#include "rules/match.h"
#include "rules/matcher.h"
#include "rules/vocabulary.h"
#include "rules/watch.h"

namespace rasid::rules {

/// The watches in force. Immutable but for what it counts; match() may run on many threads at once. A copy is cheap,
/// and shares everything.
class WatchSet {
 public:
  WatchSet() = default;  // no watches
  /// The watches of `files`, in their order; their ids are unique. All were compiled against `vocabulary`. What
  /// `previous` has counted of files that are among these is carried over.
  WatchSet(CompiledFiles files, Vocabulary vocabulary, WatchSet const& previous = {});

  /// Random access to them, as Watch const&.
  [[nodiscard]] auto watches() const noexcept {
    return std::views::transform(all_ ? std::span<Watch const* const>(all_->watches) : std::span<Watch const* const>{},
                                 [](Watch const* watch) -> Watch const& { return *watch; });
  }
  /// nullptr where there is none of that id.
  [[nodiscard]] Watch const* find(WatchId const& id) const noexcept;
  /// The name of the file a watch of this set stands in.
  [[nodiscard]] std::string_view file_of(Watch const& watch) const noexcept;

  /// The watches that hold on an article, in their order. `document` is the article's; `mentions` (ascending by begin)
  /// were found in it with the catalogue the watches were loaded with.
  [[nodiscard]] std::vector<Match> match(text::Document const& document, std::vector<Mention> const& mentions,
                                         Article const& article) const;
  /// What each watch cost since it was loaded, in their order.
  [[nodiscard]] std::vector<WatchCounts> counts() const;

  /// The parts, for explanations, searches and measurements; null only where there are no watches.
  [[nodiscard]] Matcher const* matcher() const noexcept { return all_ ? &all_->matcher : nullptr; }
  [[nodiscard]] entities::Catalogue const* catalogue() const noexcept {
    return all_ ? all_->vocabulary.catalogue.get() : nullptr;
  }
  [[nodiscard]] Vocabulary const* vocabulary() const noexcept { return all_ ? &all_->vocabulary : nullptr; }
  [[nodiscard]] CompiledFiles const& files() const noexcept;
  /// A watch's condition in the matcher's numbers.
  [[nodiscard]] Expression condition(Watch const& watch) const noexcept;

 private:
  struct Linked;
  struct All {
    All(CompiledFiles of_files, Vocabulary known, Linked linked, TermCounts counts);
    [[nodiscard]] std::uint32_t place_of(std::string_view id) const;  // HashIndex::none where there is none

    CompiledFiles files;
    Vocabulary vocabulary;
    std::vector<Watch const*> watches;
    std::vector<std::uint32_t> file;           // by watch
    std::vector<std::vector<TermId>> numbers;  // by file: its own numbers of terms → the matcher's
    HashIndex by_id;                           // → watch
    Matcher matcher;
  };

  static Linked link(CompiledFiles const& files);

  std::shared_ptr<All const> all_;
};

}  // namespace rasid::rules
