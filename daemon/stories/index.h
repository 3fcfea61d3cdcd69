#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "daemon/stories/compare.h"
#include "daemon/stories/settings.h"
#include "daemon/stories/traits.h"
#include "extractors/model/id.h"

namespace rasid::stories {

/// What an article's story was told by.
enum class Likeness : std::uint8_t {
  copy,   // the same text, or most of it
  event,  // the same actors, places, numbers and words at the same time
};

struct Found {
  StoryId story;
  Likeness likeness = Likeness::copy;
  double score = 0;         // 0 … 1
  std::int64_t member = 0;  // the remembered article that is most like it
};

/// The articles of the last days, and which story each belongs to: finds the story of one more. Bounded by its settings
/// in articles, and in what it looks at for one question. What it answers depends on nothing but what was added and
/// forgotten, in order. Not for several threads at once.
class Index {
 public:
  /// The story that reports the same as an article with these traits, or nothing: it is the first of its own.
  [[nodiscard]] std::optional<Found> find(Traits const& traits, Settings const& settings) const;

  /// Remembers an article under its story, instead of what was remembered of it; `article` is a number of the caller's.
  void add(std::int64_t article, StoryId const& story, Traits const& traits);
  /// Does nothing where it is not remembered.
  void forget(std::int64_t article);
  /// Which articles to forget when one like this comes, as the settings bound what is remembered: the oldest ones, and
  /// of its story those too many.
  [[nodiscard]] std::vector<std::int64_t> superfluous(StoryId const& story, Timestamp arrived,
                                                      Settings const& settings) const;
  void clear();

  [[nodiscard]] std::size_t size() const noexcept { return slots_.size(); }
  [[nodiscard]] std::size_t stories() const noexcept { return stories_.size(); }

 private:
  using Slot = std::uint32_t;
  /// Who has something: how many in all, and the latest of them.
  struct Posting {
    std::uint32_t count = 0;
    std::vector<Slot> latest;  // ascending by arrival

    void add(Slot slot);
    void remove(Slot slot);
    /// The last of them, as many as are looked at.
    [[nodiscard]] std::span<Slot const> probed() const;
  };
  struct Entry {  // of a term
    std::uint32_t key = 0;
    Posting posting;
  };
  struct Member {
    std::int64_t article = 0;
    std::uint64_t number = 0;  // of its arrival here
    std::uint32_t story = 0;
    Timestamp time{};
    Timestamp arrived{};
    std::string language;
    identity::Sketch sketch;
    std::vector<std::uint32_t> entries;  // by term, ascending by key
    std::vector<std::uint8_t> weights;
  };
  struct Story {
    StoryId id;
    std::vector<std::int64_t> articles;  // ascending by arrival
  };
  struct Question;

  [[nodiscard]] bool is_remembered(std::pair<std::uint64_t, Slot> const& arrival) const;
  [[nodiscard]] float rarity(std::uint32_t key, std::uint32_t count) const;
  [[nodiscard]] bool is_near(Member const& member, Traits const& traits, Settings const& settings) const;
  [[nodiscard]] std::optional<Found> find_copy(Question const& question, Settings const& settings) const;
  [[nodiscard]] std::optional<Found> find_event(Question const& question, Settings const& settings) const;
  [[nodiscard]] std::vector<Slot> likest(Question const& question, Settings const& settings) const;
  [[nodiscard]] std::span<Telling const> told(Member const& member) const;
  [[nodiscard]] double event_score(Question const& question, Member const& member, Settings const& settings) const;

  std::unordered_map<std::int64_t, Slot> slots_;  // by article
  std::vector<Member> members_;
  std::vector<Slot> free_members_;
  std::deque<std::pair<std::uint64_t, Slot>> order_;  // of arrival; forgotten ones too, until they are dropped
  std::uint64_t arrivals_ = 0;
  std::unordered_map<std::string, std::uint32_t> story_numbers_;
  std::unordered_map<std::uint32_t, Story> stories_;
  std::uint32_t next_story_ = 0;
  std::unordered_map<std::uint32_t, std::uint32_t> entry_of_;  // by term
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> free_entries_;
  std::unordered_map<std::uint32_t, Posting> runs_;  // by hash of a sketch

  // Used again by each question.
  mutable std::vector<float> scores_;  // by slot
  mutable std::vector<Slot> touched_;
  mutable std::vector<Telling> told_;
};

}  // namespace rasid::stories
