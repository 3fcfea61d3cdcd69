#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/names/hit.h"
#include "extractors/names/phrase_index.h"
#include "extractors/text/coded_text.h"
#include "extractors/text/elisions.h"
#include "extractors/text/proclitic_codes.h"

namespace rasid::names {

/// A hit, and how its first word was read: of two readings of one phrase at one place the lower one counts.
struct Found {
  Hit hit;
  std::uint8_t reading = 0;
};

/// One text's search in one table. Three steps, each for a good number of words at a time, so that the memory each asks
/// for is on its way before it is read: words and their readings pass the filter of first words; what passes is looked
/// up in the lines, with the word after it; what is found there is compared with the phrase itself.
class PhraseSearch {
 public:
  static constexpr std::size_t limit_hits = 200'000;  // in one text; the search ends there

  /// Appends to `out`, in no particular order. `utf8` is what `coded` was made of.
  PhraseSearch(PhraseIndex const& index, text::CodedText const& coded, std::string_view utf8, std::vector<Found>& out);
  void run();

 private:
  static constexpr std::size_t chunk = 512;  // words
  static constexpr std::size_t batch = 128;  // look-ups, and comparisons

  // No member has an initialiser: arrays of these are large, and only what was written is read.

  /// How the first word is read: codes [at, at + size), the first of them replaced by `first` unless that is zero.
  struct Form {
    static constexpr std::uint8_t elided = 100;  // readings from here on are what an apostrophe ties to the word

    std::uint32_t token, at, size;
    char first;
    std::uint8_t reading;  // their order
    std::uint8_t peeled;   // codes taken off before it
    bool ends;             // an ending was taken off: no word may follow
  };
  /// A row of words read: the first as `form`, up to the word `last`.
  struct Row {
    Form form;
    std::uint32_t last;
    std::uint8_t cut;  // codes of an ending taken off the last word
    std::uint64_t key;
  };
  struct Candidate {
    Row row;
    std::uint32_t value;
  };

  void read_chunk(std::uint32_t begin, std::uint32_t end);
  void read_peeled(std::uint32_t token);
  void read_elided(std::uint32_t token);
  void add_form(Form const& form);
  void try_forms();
  void begin_rows(Form const& form, std::uint64_t hash, bool single, bool longer);
  void add_row(Row const& row);
  void follow(Row const& row);
  void look_up_rows();
  void add_candidate(Candidate const& candidate);
  void compare_candidates();
  void report(Row const& row, std::uint32_t phrase);
  [[nodiscard]] bool reads(Row const& row, std::string_view phrase) const;
  [[nodiscard]] text::Elisions elisions_at(std::uint32_t token) const;
  [[nodiscard]] bool may_be_elided(std::uint32_t token) const noexcept;

  PhraseIndex const& index_;
  text::CodedText const& coded_;
  std::string_view utf8_;
  std::vector<Found>& out_;
  text::ProcliticCodes const& proclitics_ = text::ProcliticCodes::get();
  char const* codes_;
  char letter_a_, letter_z_;
  std::array<Form, batch> forms_;  // other than whole words, waiting for the filter
  std::array<std::uint64_t, batch> form_hashes_;
  std::size_t form_count_ = 0;
  std::array<Row, batch> rows_;
  std::size_t row_count_ = 0;
  std::array<Candidate, batch> candidates_;
  std::size_t candidate_count_ = 0;
};

}  // namespace rasid::names
