#include "extractors/places/groups.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace rasid::places {
namespace {

using entities::Catalogue;

// All weights are on the scale of the prior: one is ten times the people.
constexpr double least_people = 500;
constexpr double people_of_listed = 1e6;
constexpr double worth_of_listing = 1.0;
constexpr double doubt_of_unlabelled = 1.5;
constexpr double doubt_of_form = 0.3;
constexpr double doubt_of_province = 1.2;  // against a town of its name: its people are counted with the town's
constexpr double doubt_of_county = 2.2;
constexpr double doubt_of_quarter = 1.0;
constexpr double worth_of_capital = 0.5;
constexpr double worth_of_container = 6;  // "Paris, Texas"
constexpr double worth_of_contained = 3;
constexpr double worth_of_nearby_container = 1.5;
constexpr double worth_of_demonym_before = 4;
constexpr double worth_of_cue = 1.5;
constexpr std::size_t most_gap_nearby = 40;  // bytes
constexpr std::uint32_t most_tokens_to_demonym = 4;

constexpr double most_below_best = 2.5;
constexpr int points_of_container = 3;

double prior_of(Candidate const& candidate, Catalogue const& catalogue) {
  auto const people = static_cast<double>(catalogue.population(candidate.place));
  std::string_view const kind = catalogue.place_kind(candidate.place);
  // A sea has no people, and a listed quarter none that are known.
  double const unknown = candidate.from_gazetteer() ? least_people : people_of_listed;
  double out = std::log10(people == 0 ? unknown : std::max(least_people, people));
  if (!candidate.from_gazetteer()) out += worth_of_listing;
  if (candidate.quality == NameQuality::unlabelled) out -= doubt_of_unlabelled;
  if (candidate.quality == NameQuality::form) out -= doubt_of_form;
  if (kind == "province") out -= doubt_of_province;
  if (kind == "county") out -= doubt_of_county;
  if (kind == "district" && candidate.from_gazetteer()) out -= doubt_of_quarter;
  if (is_capital(candidate.place, catalogue)) out += worth_of_capital;
  return out;
}

double worth_of(Cue cue, std::string_view kind) {
  bool const region =
      kind == "province" || kind == "county" || kind == "region" || kind == "country" || kind == "island";
  if (cue == Cue::none || cue == Cue::any_place) return 0;
  return region == (cue == Cue::region) ? worth_of_cue : -worth_of_cue;
}

/// A spot's name, folded, without what was peeled.
std::string key_of(Spot const& spot, text::Document const& document) {
  std::string out;
  for (std::uint32_t at = spot.first_token; at <= spot.last_token; ++at) {
    std::string_view word = document.folded(document.tokens()[at]);
    if (at == spot.first_token && word.starts_with(spot.peeled)) word.remove_prefix(spot.peeled.size());
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

class GroupMaker {
 public:
  GroupMaker(Findings const& findings, std::vector<Surroundings> const& around, text::Document const& document,
             Catalogue const& catalogue, CueWords const& words)
      : findings_(findings), around_(around), document_(document), catalogue_(catalogue), words_(words) {}

  std::vector<Group> make() {
    group_of_.assign(findings_.spots.size(), none);
    for (std::size_t i = 0; i < findings_.spots.size(); ++i) {
      if (!around_[i].of_person) add_spot(i);
    }
    for (std::size_t i = 0; i < findings_.spots.size(); ++i) {
      if (!around_[i].of_person) continue;
      // The Whitley of "Whitley said" is the Tim Whitley of before.
      if (auto const known = by_key_.find(key_of(findings_.spots[i], document_)); known != by_key_.end()) {
        groups_[known->second].of_person = true;
      }
    }
    for (std::size_t i = 0; i + 1 < findings_.spots.size(); ++i) {
      if (group_of_[i] != none && group_of_[i + 1] != none) compare_neighbours(i);
    }
    for (DemonymHit const& demonym : findings_.demonyms) note_demonym(demonym);
    return std::move(groups_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  void add_spot(std::size_t index) {
    Spot const& spot = findings_.spots[index];
    std::string key = key_of(spot, document_);
    auto const [known, is_new] = by_key_.try_emplace(std::move(key), groups_.size());
    if (is_new) groups_.emplace_back().peeled = true;
    group_of_[index] = known->second;
    Group& group = groups_[known->second];
    if (is_new) describe(group, spot, known->first);
    for (Candidate const& candidate : spot.candidates) add_candidate(group, candidate);
    Surroundings const& around = around_[index];
    group.spots.push_back(index);
    group.is_word = group.is_word || spot.is_word;
    group.peeled = group.peeled && !spot.peeled.empty();
    group.preposition = group.preposition || around.preposition;
    group.cue = group.cue || around.cue != Cue::none;
    group.opens_only = group.opens_only && around.begins_sentence;
    group.in_longer_name = group.in_longer_name && around.in_longer_name;
    group.of_person = group.of_person || around.after_capital;
    group.acts = group.acts || around.acts;
    for (Weighed& each : group.candidates) {
      double const worth = worth_of(around.cue, catalogue_.place_kind(each.candidate.place));
      if (worth != 0) each.pattern = worth > 0 ? std::max(each.pattern, worth) : std::min(each.pattern, worth);
    }
  }

  void describe(Group& group, Spot const& spot, std::string const& key) const {
    group.one_word = spot.one_word();
    auto const lead = key.empty() ? 0U : static_cast<unsigned char>(key[0]);
    group.right_to_left = lead >= 0xD6 && lead <= 0xDB;
    group.short_word = group.one_word && key.size() <= (lead >= 0x80 ? 8U : 3U);
    group.given_name = group.one_word && words_.is_given_name(key);
  }

  void add_candidate(Group& group, Candidate const& candidate) const {
    auto const known =
        std::ranges::find_if(group.candidates, [&](Weighed const& w) { return w.candidate.place == candidate.place; });
    if (known == group.candidates.end()) {
      group.candidates.push_back({.candidate = candidate, .prior = prior_of(candidate, catalogue_)});
    } else {
      known->candidate.ambiguous = known->candidate.ambiguous && candidate.ambiguous;
    }
  }

  /// Two spots beside each other: one may be what contains the other.
  void compare_neighbours(std::size_t index) {
    Spot const& left = findings_.spots[index];
    Spot const& right = findings_.spots[index + 1];
    auto const tokens = document_.tokens();
    if (left.range.end > right.range.begin || tokens[left.last_token].sentence != tokens[right.first_token].sentence)
      return;
    std::string_view const gap = document_.slice({left.range.end, right.range.begin});
    if (gap.size() > most_gap_nearby || gap.find('\n') != std::string_view::npos) return;
    // A list ("Iraq, Syria and Turkey") has no place inside another, so nothing needs to be known of it.
    bool const pattern = is_pattern(gap);
    relate(groups_[group_of_[index]], groups_[group_of_[index + 1]],
           pattern ? worth_of_container : worth_of_nearby_container, pattern);
    relate(groups_[group_of_[index + 1]], groups_[group_of_[index]], worth_of_nearby_container, false);
  }

  /// "Paris, Texas", "Paris (Texas)", "Paris in Texas", الموصل في العراق.
  static bool is_pattern(std::string_view gap) {
    static constexpr std::array<std::string_view, 13> between = {
        ", ", " (", " in ", ", in ", " in the ", ", the ", "، ", " في ", "، في ", " در ", " в ", " ב", ", ב"};
    return std::ranges::find(between, gap) != between.end();
  }

  /// Candidates of `inner` that lie in one of `outer`, and those that hold them, gain.
  void relate(Group& inner, Group& outer, double worth, bool is_pattern) {
    if (&inner == &outer) return;
    for (Weighed& small : inner.candidates) {
      for (Weighed& large : outer.candidates) {
        if (small.candidate.place == large.candidate.place) continue;
        if (!catalogue_.lies_within(small.candidate.place, large.candidate.place)) continue;
        // What stands beside must itself be likely: a village called Texas tells nothing. And countries stand in lists:
        // the Mexico of "Mexico, United States and Canada" is none of Missouri.
        if (large.prior + most_below_best < likeliest(outer).prior) continue;
        if (is_country(large) && is_country(likeliest(inner))) continue;
        small.pattern = std::max(small.pattern, worth);
        large.pattern = std::max(large.pattern, is_pattern ? worth_of_contained : worth_of_contained / 2);
        small.evidence = std::max(small.evidence, is_pattern ? points_of_container : 2);
        large.evidence = std::max(large.evidence, is_pattern ? points_of_container : 1);
      }
    }
  }

  [[nodiscard]] bool is_country(Weighed const& each) const {
    return catalogue_.place_kind(each.candidate.place) == "country";
  }

  static Weighed const& likeliest(Group const& group) {
    return *std::ranges::max_element(group.candidates, {}, &Weighed::prior);
  }

  /// "Turkish city of Van": the next spot within a few words is likely in that country.
  void note_demonym(DemonymHit const& demonym) {
    auto const after = std::ranges::lower_bound(findings_.spots, demonym.last_token + 1, {}, &Spot::first_token);
    if (after == findings_.spots.end() || after->first_token > demonym.last_token + most_tokens_to_demonym) return;
    auto const tokens = document_.tokens();
    if (tokens[after->first_token].sentence != tokens[demonym.last_token].sentence) return;
    std::size_t const group = group_of_[static_cast<std::size_t>(after - findings_.spots.begin())];
    if (group == none) return;
    for (Weighed& each : groups_[group].candidates) {
      if (catalogue_.country(each.candidate.place) != demonym.country) continue;
      if (catalogue_.place_kind(each.candidate.place) == "country") continue;
      each.pattern = std::max(each.pattern, worth_of_demonym_before);
      each.evidence = std::max(each.evidence, 1);
    }
  }

  Findings const& findings_;
  std::vector<Surroundings> const& around_;
  text::Document const& document_;
  Catalogue const& catalogue_;
  CueWords const& words_;
  std::map<std::string, std::size_t> by_key_;
  std::vector<std::size_t> group_of_;
  std::vector<Group> groups_;
};

}  // namespace

Weighed const* Group::best() const {
  auto const order = [](Weighed const& w) { return std::tuple(w.score(), w.candidate.quality == NameQuality::listed); };
  auto const at = std::ranges::max_element(candidates, {}, order);
  return at == candidates.end() ? nullptr : &*at;
}

Weighed const* Group::second() const {
  Weighed const* const first = best();
  Weighed const* out = nullptr;
  for (Weighed const& each : candidates) {
    if (&each != first && (out == nullptr || out->score() < each.score())) out = &each;
  }
  return out;
}

double Group::margin() const {
  Weighed const* const first = best();
  Weighed const* const other = second();
  constexpr double alone = 10;
  return first == nullptr || other == nullptr ? alone : first->score() - other->score();
}

std::vector<Group> make_groups(Findings const& findings, std::vector<Surroundings> const& around,
                               text::Document const& document, Catalogue const& catalogue, CueWords const& words) {
  return GroupMaker(findings, around, document, catalogue, words).make();
}

bool is_capital(EntityIndex place, Catalogue const& catalogue) {
  auto const compiled = catalogue.compiled(place);
  return compiled && (*catalogue.gazetteer())[*compiled].seat == 1;
}

}  // namespace rasid::places
