#include "daemon/stories/index.h"

#include <algorithm>
#include <cmath>

namespace rasid::stories {
namespace {

// Bounds of what one question looks at.
constexpr std::size_t probed_runs = 16;
constexpr std::size_t indexed_runs = 24;
constexpr std::size_t probed_terms = 14;
constexpr std::size_t most_of_posting = 96;  // the latest articles with a term
constexpr std::size_t compared = 12;
/// Articles of one story that are remembered: the first, and the latest.
constexpr std::size_t most_of_story = 8;

// Copies. A rewrite shares half of its runs of three words; less may be a form that repeats with other names in it.
constexpr double same_text = 0.85;
constexpr double rewritten = 0.35;
constexpr double part_of_it = 0.6;
constexpr std::size_t enough_runs = 12;  // in a part, to tell anything

/// What stands in more articles than this says leads nowhere.
constexpr float least_telling = 0.2F;
/// An event's score that one more article of the story must reach where it has several.
constexpr double second_witness = 0.75;

/// Articles assumed to have been seen before the first: what is rare must not be learnt from three articles.
constexpr double assumed = 200;
constexpr double common_in_news(TermKind kind) {
  constexpr double parts[] = {0.3, 0.03, 0.008, 0.01, 0.004, 0.004, 0.01, 0.08};
  return parts[static_cast<std::size_t>(kind)];
}

/// How near two times are: 1 within some hours, less towards the window's end.
double nearness(Duration apart, Duration window) {
  double const part =
      static_cast<double>(apart.count()) / static_cast<double>(std::max<Duration::rep>(window.count(), 1));
  return part <= 0.25 ? 1.0 : 1.0 - 0.25 * (part - 0.25) / 0.75;
}

Duration between(Timestamp a, Timestamp b) {
  return a < b ? b - a : a - b;
}

}  // namespace

void Index::Posting::add(Slot slot) {
  ++count;
  latest.push_back(slot);
  if (latest.size() >= 2 * most_of_posting) {
    latest.erase(latest.begin(), latest.begin() + static_cast<std::ptrdiff_t>(most_of_posting));
  }
}

void Index::Posting::remove(Slot slot) {
  --count;
  std::erase(latest, slot);
}

std::span<Index::Slot const> Index::Posting::probed() const {
  return std::span(latest).last(std::min(latest.size(), most_of_posting));
}

/// An article's traits with how telling each term is now.
struct Index::Question {
  Traits const& traits;
  std::vector<Telling> told;
};

float Index::rarity(std::uint32_t key, std::uint32_t count) const {
  double const before = std::max(common_in_news(static_cast<TermKind>(key & 7U)) * assumed, 0.5);
  double const all = static_cast<double>(slots_.size()) + assumed;
  return static_cast<float>(std::max(0.0, std::log(all / (static_cast<double>(count) + before)) / std::log(all)));
}

bool Index::is_remembered(std::pair<std::uint64_t, Slot> const& arrival) const {
  return members_[arrival.second].number == arrival.first;
}

bool Index::is_near(Member const& member, Traits const& traits, Settings const& settings) const {
  return between(member.time, traits.time) <= settings.window &&
         between(member.arrived, traits.arrived) <= settings.window;
}

std::optional<Found> Index::find(Traits const& traits, Settings const& settings) const {
  if (settings.join == Join::identical || traits.empty() || slots_.empty()) return std::nullopt;
  Question question{traits, {}};
  question.told.reserve(traits.terms.size());
  for (Term const& term : traits.terms) {
    auto const found = entry_of_.find(term.key);
    std::uint32_t const count = found == entry_of_.end() ? 0 : entries_[found->second].posting.count;
    question.told.push_back({term.key, static_cast<float>(term.weight) / 16.0F, rarity(term.key, count)});
  }
  scores_.resize(members_.size(), 0);
  if (auto copy = find_copy(question, settings)) return copy;
  return settings.join == Join::events ? find_event(question, settings) : std::nullopt;
}

std::optional<Found> Index::find_copy(Question const& question, Settings const& settings) const {
  identity::Sketch const& sketch = question.traits.sketch;
  for (std::size_t i = 0; i < std::min(sketch.size(), probed_runs); ++i) {
    auto const found = runs_.find(sketch[i]);
    if (found == runs_.end()) continue;
    for (Slot const slot : found->second.probed()) {
      if (scores_[slot] == 0) touched_.push_back(slot);
      scores_[slot] += 1;
    }
  }
  Found best;
  for (Slot const slot : touched_) {
    Member const& member = members_[slot];
    std::size_t const least = std::min({std::size_t{2}, sketch.size(), member.sketch.size()});
    bool const enough = scores_[slot] >= static_cast<float>(least);
    scores_[slot] = 0;
    if (!enough || !is_near(member, question.traits, settings)) continue;
    double score = identity::overlap(sketch, member.sketch, sketch_size);
    if (score < same_text) {
      bool const long_enough = std::min(sketch.size(), member.sketch.size()) >= enough_runs;
      double const part = long_enough ? identity::containment(sketch, member.sketch, sketch_size) : 0;
      bool const alike = (long_enough && score >= rewritten) || part >= part_of_it;
      if (!alike || !same_matter(compare(question.told, told(member), false))) continue;
      score = std::max(score, part * 0.8);
    }
    bool const better = score > best.score || (score == best.score && member.article < best.member);
    if (better) best = {stories_.at(member.story).id, Likeness::copy, score, member.article};
  }
  touched_.clear();
  if (best.score == 0) return std::nullopt;
  return best;
}

/// The remembered articles with most of an article's telling terms; few of them, the likest first.
std::vector<Index::Slot> Index::likest(Question const& question, Settings const& settings) const {
  std::vector<std::pair<float, std::uint32_t>> telling;
  for (Telling const& term : question.told) {
    if (term.rarity >= least_telling) telling.emplace_back(-term.rarity * term.weight, term.key);
  }
  std::ranges::sort(telling);
  if (telling.size() > probed_terms) telling.resize(probed_terms);
  for (auto const& [value, key] : telling) {
    auto const found = entry_of_.find(key);
    if (found == entry_of_.end()) continue;
    for (Slot const slot : entries_[found->second].posting.probed()) {
      if (scores_[slot] == 0) touched_.push_back(slot);
      scores_[slot] -= value;
    }
  }
  std::erase_if(touched_, [&](Slot slot) {
    if (is_near(members_[slot], question.traits, settings)) return false;
    scores_[slot] = 0;
    return true;
  });
  auto const most = static_cast<std::ptrdiff_t>(std::min(compared, touched_.size()));
  std::ranges::partial_sort(touched_, touched_.begin() + most, std::less{},
                            [&](Slot slot) { return std::pair(-scores_[slot], members_[slot].number); });
  std::vector<Slot> out(touched_.begin(), touched_.begin() + most);
  for (Slot const slot : touched_) scores_[slot] = 0;
  touched_.clear();
  return out;
}

std::optional<Found> Index::find_event(Question const& question, Settings const& settings) const {
  Found best{.story = {}, .likeness = Likeness::event, .score = 0, .member = 0};
  std::vector<std::uint32_t> asked;
  for (Slot const slot : likest(question, settings)) {
    std::uint32_t const number = members_[slot].story;
    if (std::ranges::find(asked, number) != asked.end()) continue;
    asked.push_back(number);
    Story const& story = stories_.at(number);
    double first = 0;
    double second = 0;
    std::int64_t member = 0;
    for (std::int64_t const article : story.articles) {
      double const score = event_score(question, members_[slots_.at(article)], settings);
      second = std::max(second, std::min(score, first));
      if (score > first) member = article;
      first = std::max(first, score);
    }
    // One article that is like it may be a stray one of the story.
    if (story.articles.size() > 2 && second < second_witness) continue;
    if (first >= 1 && first > best.score) best = {story.id, Likeness::event, first, member};
  }
  if (best.score == 0) return std::nullopt;
  return best;
}

std::span<Telling const> Index::told(Member const& member) const {
  told_.clear();
  for (std::size_t i = 0; i < member.entries.size(); ++i) {
    Entry const& entry = entries_[member.entries[i]];
    told_.push_back({entry.key, static_cast<float>(member.weights[i]) / 16.0F, rarity(entry.key, entry.posting.count)});
  }
  return told_;
}

double Index::event_score(Question const& question, Member const& member, Settings const& settings) const {
  if (!is_near(member, question.traits, settings)) return 0;
  bool const words = question.traits.language == member.language;
  double const near = nearness(between(member.time, question.traits.time), settings.window);
  return near * same_event(compare(question.told, told(member), words), words);
}

void Index::add(std::int64_t article, StoryId const& story, Traits const& traits) {
  forget(article);
  auto const [number, fresh] = story_numbers_.try_emplace(story.value, next_story_);
  if (fresh) stories_[next_story_++].id = story;
  stories_[number->second].articles.push_back(article);
  Slot slot = static_cast<Slot>(members_.size());
  if (free_members_.empty()) {
    members_.emplace_back();
  } else {
    slot = free_members_.back();
    free_members_.pop_back();
  }
  Member& member = members_[slot];
  member = {article, ++arrivals_, number->second, traits.time, traits.arrived, traits.language, traits.sketch, {}, {}};
  for (Term const& term : traits.terms) {
    auto const [entry, unknown] = entry_of_.try_emplace(term.key, 0);
    if (unknown) {
      if (free_entries_.empty()) {
        entry->second = static_cast<std::uint32_t>(entries_.size());
        entries_.emplace_back();
      } else {
        entry->second = free_entries_.back();
        free_entries_.pop_back();
      }
      entries_[entry->second].key = term.key;
    }
    entries_[entry->second].posting.add(slot);
    member.entries.push_back(entry->second);
    member.weights.push_back(term.weight);
  }
  for (std::size_t i = 0; i < std::min(member.sketch.size(), indexed_runs); ++i) runs_[member.sketch[i]].add(slot);
  slots_[article] = slot;
  order_.emplace_back(arrivals_, slot);
  if (order_.size() > 2 * slots_.size() + 64) {
    std::erase_if(order_, [&](auto const& arrival) { return !is_remembered(arrival); });
  }
}

void Index::forget(std::int64_t article) {
  auto const found = slots_.find(article);
  if (found == slots_.end()) return;
  Slot const slot = found->second;
  slots_.erase(found);
  Member& member = members_[slot];
  for (std::uint32_t const number : member.entries) {
    Entry& entry = entries_[number];
    entry.posting.remove(slot);
    if (entry.posting.count > 0) continue;
    entry_of_.erase(entry.key);
    free_entries_.push_back(number);
  }
  for (std::size_t i = 0; i < std::min(member.sketch.size(), indexed_runs); ++i) {
    auto const run = runs_.find(member.sketch[i]);
    run->second.remove(slot);
    if (run->second.count == 0) runs_.erase(run);
  }
  Story& story = stories_.at(member.story);
  std::erase(story.articles, article);
  if (story.articles.empty()) {
    story_numbers_.erase(story.id.value);
    stories_.erase(member.story);
  }
  member = {};
  free_members_.push_back(slot);
  while (!order_.empty() && !is_remembered(order_.front())) order_.pop_front();
}

std::vector<std::int64_t> Index::superfluous(StoryId const& story, Timestamp arrived, Settings const& settings) const {
  std::vector<std::int64_t> out;
  std::size_t left = slots_.size();
  for (auto const& arrival : order_) {
    if (!is_remembered(arrival)) continue;
    Member const& member = members_[arrival.second];
    bool const old = arrived - member.arrived > settings.window;
    if (!old && left < settings.most) break;
    out.push_back(member.article);
    --left;
  }
  if (auto const number = story_numbers_.find(story.value); number != story_numbers_.end()) {
    std::vector<std::int64_t> const& articles = stories_.at(number->second).articles;
    if (articles.size() >= most_of_story && std::ranges::find(out, articles[1]) == out.end())
      out.push_back(articles[1]);
  }
  return out;
}

void Index::clear() {
  *this = {};
}

}  // namespace rasid::stories
