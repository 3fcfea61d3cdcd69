#include "extractors/names/phrase_search.h"

#include <algorithm>

#include "extractors/names/later_word.h"
#include "extractors/names/phrase_builder.h"
#include "extractors/text/original_prefix.h"

namespace rasid::names {

PhraseSearch::PhraseSearch(PhraseIndex const& index, text::CodedText const& coded, std::string_view utf8,
                           std::vector<Found>& out)
    : index_(index), coded_(coded), utf8_(utf8), out_(out), codes_(coded.codes().data()) {
  text::LetterCodes const& letters = text::LetterCodes::get();
  letter_a_ = static_cast<char>(letters.code(U'a'));
  letter_z_ = static_cast<char>(letters.code(U'z'));
}

void PhraseSearch::run() {
  auto const words = static_cast<std::uint32_t>(coded_.words());
  for (std::uint32_t begin = 0; begin < words && out_.size() < limit_hits; begin += chunk) {
    read_chunk(begin, std::min<std::uint32_t>(begin + chunk, words));
    look_up_rows();
    compare_candidates();
  }
}

void PhraseSearch::read_chunk(std::uint32_t begin, std::uint32_t end) {
  WordHash const& hash = index_.hash();
  std::array<std::uint64_t, chunk> hashes;
  std::array<std::uint32_t, chunk> peelable;
  std::array<std::uint32_t, chunk> elidable;
  std::size_t peelables = 0;
  std::size_t elidables = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    std::uint32_t const at = coded_.code_begin(i);
    std::uint32_t const size = coded_.code_size(i);
    hashes[i - begin] = hash.word(codes_ + at, size);
    index_.prefetch_filter(hashes[i - begin]);
    peelable[peelables] = i;
    peelables += size > text::Proclitics::least_letters_left && proclitics_.may_begin(codes_[at]) ? 1U : 0U;
    elidable[elidables] = i;
    elidables += may_be_elided(i) ? 1U : 0U;
  }
  for (std::size_t i = 0; i < peelables; ++i) read_peeled(peelable[i]);
  for (std::size_t i = 0; i < elidables; ++i) read_elided(elidable[i]);
  for (std::uint32_t i = begin; i < end; ++i) {
    FirstWords const filter = index_.first_words(hashes[i - begin]);
    bool const single = filter.has(FirstWords::single(hashes[i - begin]));
    bool const longer = filter.has(FirstWords::longer(hashes[i - begin]));
    if (!single && !longer) continue;
    Form const form{.token = i, .at = coded_.code_begin(i), .size = coded_.code_size(i)};
    begin_rows(form, hashes[i - begin], single, longer);
  }
  try_forms();
}

void PhraseSearch::read_peeled(std::uint32_t token) {
  char const* const word = codes_ + coded_.code_begin(token);
  std::uint32_t const size = coded_.code_size(token);
  Form form{.token = token};
  for (text::ProcliticCodes::Found const each : proclitics_.at(word)) {
    if (each.letters == 0 || each.letters + text::Proclitics::least_letters_left > size) return;
    form.at = coded_.code_begin(token) + each.letters;
    form.size = size - each.letters;
    form.peeled = each.letters;
    form.first = 0;
    ++form.reading;
    add_form(form);
    if (!each.hides_article) continue;
    // The article's first letter takes the place of a letter of the proclitic; a second one is there already.
    auto const article = proclitics_.article(*word);
    form.at -= article.letters;
    form.size += article.letters;
    form.first = article.first;
    ++form.reading;
    add_form(form);
  }
}

bool PhraseSearch::may_be_elided(std::uint32_t token) const noexcept {
  char const first = codes_[coded_.code_begin(token)];
  bool const is_latin = first >= letter_a_ && first <= letter_z_;
  return is_latin && coded_.range(token).size() > coded_.code_size(token);  // an apostrophe may have been dropped
}

text::Elisions PhraseSearch::elisions_at(std::uint32_t token) const {
  std::string folded;
  text::LetterCodes::get().append_utf8(coded_.word(token), folded);
  ByteRange const range = coded_.range(token);
  return text::elisions_of(utf8_.substr(range.begin, range.size()), folded);
}

void PhraseSearch::read_elided(std::uint32_t token) {
  text::Elisions const elisions = elisions_at(token);
  Form form{.token = token, .at = coded_.code_begin(token), .size = coded_.code_size(token), .reading = Form::elided};
  if (elisions.suffix_folded != 0) {
    Form without = form;
    without.size -= elisions.suffix_folded;
    without.ends = true;
    add_form(without);
  }
  if (elisions.prefix_folded != 0) {
    form.at += elisions.prefix_folded;
    form.size -= elisions.prefix_folded;
    form.peeled = static_cast<std::uint8_t>(elisions.prefix_folded);
    ++form.reading;
    add_form(form);
  }
}

inline void PhraseSearch::add_form(Form const& form) {
  if (form_count_ == batch) try_forms();
  form_hashes_[form_count_] = index_.hash().word(codes_ + form.at, form.size, form.first);
  index_.prefetch_filter(form_hashes_[form_count_]);
  forms_[form_count_++] = form;
}

void PhraseSearch::try_forms() {
  for (std::size_t i = 0; i < form_count_; ++i) {
    std::uint64_t const hash = form_hashes_[i];
    FirstWords const filter = index_.first_words(hash);
    bool const single = filter.has(FirstWords::single(hash));
    bool const longer = filter.has(FirstWords::longer(hash));
    if (single || longer) begin_rows(forms_[i], hash, single, longer);
  }
  form_count_ = 0;
}

inline void PhraseSearch::begin_rows(Form const& form, std::uint64_t hash, bool single, bool longer) {
  if (single) {
    Row row{.form = form, .last = form.token, .key = index_.hash().single(hash)};
    if (form.ends) row.cut = static_cast<std::uint8_t>(coded_.code_size(form.token) - form.size);
    add_row(row);
  }
  if (longer && !form.ends) follow({.form = form, .last = form.token, .key = hash});
}

/// Adds the rows that are one word longer.
void PhraseSearch::follow(Row const& row) {
  std::uint32_t const next = row.last + 1;
  if (next == coded_.words() || next - row.form.token == limit_words) return;
  char const* const word = codes_ + coded_.code_begin(next);
  std::size_t const size = coded_.code_size(next);
  std::size_t const article = article_codes(proclitics_, word, size);
  Row longer = row;
  longer.last = next;
  longer.key = index_.hash().row(row.key, index_.hash().word(word + article, size - article));
  add_row(longer);
  if (!may_be_elided(next)) return;
  text::Elisions const elisions = elisions_at(next);
  if (elisions.suffix_folded == 0) return;
  longer.cut = static_cast<std::uint8_t>(elisions.suffix_folded);
  longer.key = index_.hash().row(row.key, index_.hash().word(word, size - elisions.suffix_folded));
  add_row(longer);
}

inline void PhraseSearch::add_row(Row const& row) {
  if (row_count_ == batch) look_up_rows();
  index_.prefetch(row.key);
  rows_[row_count_++] = row;
}

void PhraseSearch::look_up_rows() {
  while (row_count_ != 0) {
    std::array<Row, batch> begun;  // what was found to begin a longer phrase
    std::size_t count = 0;
    for (std::size_t i = 0; i < row_count_; ++i) {
      std::uint32_t values = 0;
      index_.look_up(rows_[i].key, [&](std::uint32_t value) {
        values |= value;
        if (PhraseIndex::has_records(value)) add_candidate({rows_[i], value});
      });
      if ((values & PhraseIndex::continues) != 0 && rows_[i].cut == 0) begun[count++] = rows_[i];
    }
    row_count_ = 0;
    for (std::size_t i = 0; i < count; ++i) follow(begun[i]);
  }
}

void PhraseSearch::add_candidate(Candidate const& candidate) {
  if (candidate_count_ == batch) compare_candidates();
  index_.prefetch_record(candidate.value);
  candidates_[candidate_count_++] = candidate;
}

void PhraseSearch::compare_candidates() {
  for (std::size_t i = 0; i < candidate_count_; ++i) {
    PhraseRecord record = index_.first_record(candidates_[i].value);
    for (std::size_t alike = 0; alike < limit_namesakes; ++alike) {
      if (reads(candidates_[i].row, record.codes)) report(candidates_[i].row, record.phrase);
      if (record.last) break;
      record = index_.next_record(record);
    }
  }
  candidate_count_ = 0;
}

/// Whether the words of the row are those of the phrase, letter by letter.
bool PhraseSearch::reads(Row const& row, std::string_view phrase) const {
  Form const& form = row.form;
  std::string_view const first(codes_ + form.at, form.size);
  if (phrase.size() < first.size() || phrase.substr(1, first.size() - 1) != first.substr(1)) return false;
  if (phrase[0] != (form.first == 0 ? first[0] : form.first)) return false;
  phrase.remove_prefix(first.size());
  for (std::uint32_t i = form.token + 1; i <= row.last; ++i) {
    if (phrase.empty() || phrase[0] != '\0') return false;
    phrase.remove_prefix(1);
    std::string_view const listed = phrase.substr(0, std::min(phrase.find('\0'), phrase.size()));
    bool const cut = i == row.last && row.cut != 0;
    std::string_view const word = coded_.word(i);
    if (cut ? word.substr(0, word.size() - row.cut) != listed : !may_stand_for(proclitics_, word, listed)) return false;
    phrase.remove_prefix(listed.size());
  }
  return phrase.empty();
}

void PhraseSearch::report(Row const& row, std::uint32_t phrase) {
  Form const& form = row.form;
  if (out_.size() >= limit_hits || phrase >= index_.header().phrases) return;
  ByteRange const first = coded_.range(form.token);
  ByteRange range{first.begin, coded_.range(row.last).end};
  std::string_view peeled;
  if (form.peeled != 0) {
    std::string_view const word = coded_.word(form.token);
    bool const elided = form.reading >= Form::elided;
    if (!elided && text::LetterCodes::letters_in(word.substr(form.peeled)) < text::Proclitics::least_letters_left)
      return;
    auto const skipped = text::original_prefix(utf8_.substr(first.begin, first.size()), form.peeled);
    if (!skipped) return;
    range.begin += *skipped;
    peeled = elided ? elisions_at(form.token).prefix : text::ProcliticCodes::written(word.substr(0, form.peeled));
  }
  if (row.cut != 0) range.end -= elisions_at(row.last).suffix_original;
  out_.push_back({{phrase, range, peeled, form.token, row.last}, form.reading});
}

}  // namespace rasid::names
