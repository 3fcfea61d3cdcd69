#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/places/cue_words.h"
#include "extractors/places/spot_finder.h"
#include "extractors/places/surroundings.h"

namespace rasid::places {

/// A place that a name may mean in this document, and what speaks for it.
struct Weighed {
  Candidate candidate;
  double prior = 0;            // population, how it is listed, how good the name is
  double pattern = 0;          // what stands beside the name: "Paris, Texas", "Turkish city of Van", "province of X"
  double context = 0;          // what else the document names
  bool related = false;        // a place that contains it, or lies in it, is named beyond doubt
  bool country_named = false;  // its country is named, or a demonym of it
  bool neighbours = false;     // a place near it is named beyond doubt
  int evidence = 0;            // points for there being a place at all, from what stands beside it

  [[nodiscard]] double score() const { return prior + pattern + context; }
};

/// All spots of one name, which mean one place.
struct Group {
  std::vector<std::size_t> spots;  // indices into Findings::spots, ascending; those of persons left out
  std::vector<Weighed> candidates;
  bool is_word = false;
  bool one_word = false;
  bool right_to_left = false;
  bool peeled = false;       // nowhere without a proclitic
  bool preposition = false;  // somewhere
  bool cue = false;
  bool opens_only = true;  // stands at the begin of sentences alone
  bool given_name = false;
  bool of_person = false;  // somewhere it seems a person's name: "Tim Whitley"
  bool acts = false;       // somewhere it does what persons and governments do: "Whitley said", "Tehran said"
  bool short_word = false;
  bool in_longer_name = true;  // everywhere

  /// The best candidate so far; null where there is none. `second` is the best of the others.
  [[nodiscard]] Weighed const* best() const;
  [[nodiscard]] Weighed const* second() const;
  /// By how much the best is better; large where it is alone.
  [[nodiscard]] double margin() const;
};

/// The groups of a document, in the order of their first spots, with prior and pattern set.
std::vector<Group> make_groups(Findings const& findings, std::vector<Surroundings> const& around,
                               text::Document const& document, entities::Catalogue const& catalogue,
                               CueWords const& words);

/// What a capital is: the seat of a country's government.
bool is_capital(EntityIndex place, entities::Catalogue const& catalogue);

}  // namespace rasid::places
