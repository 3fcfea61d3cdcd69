#include "extractors/text/coder.h"

// The fold of 64 bytes at a time. Every character is looked up by its first bytes and told at its first byte; a block
// that holds one that needs more than a look-up goes to the pass, which is why both share their state. This is the one
// file with vector instructions of the fold.

#if defined(__x86_64__)

#include <immintrin.h>

#include <bit>

#pragma GCC diagnostic ignored "-Wuninitialized"  // g++ 12 sees the intrinsics' own "undefined" operands

namespace rasid::text {

// Told per function: code of this file that others share, such as the containers', must run on any processor.
#define RASID_WIDE __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,lzcnt,popcnt")))

namespace {

using Mask = std::uint64_t;

constexpr std::size_t lookahead = 3;  // bytes read behind a block

std::size_t bytes_of(std::uint8_t lead) {
  return lead < 0x80 ? 1U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
}

Mask below(unsigned bit) {
  return (Mask{1} << bit) - 1;
}

unsigned highest(Mask mask) {
  return 63U - static_cast<unsigned>(std::countl_zero(mask));
}

/// Appends `base` and the position of each bit; up to 16 more entries than that are written.
RASID_WIDE void append_positions(Mask mask, std::size_t base, std::uint32_t* out) {
  alignas(64) static constexpr auto iota = [] {
    std::array<std::uint8_t, 64> all{};
    for (std::uint8_t i = 0; i < 64; ++i) all[i] = i;
    return all;
  }();
  __m512i const positions = _mm512_maskz_compress_epi8(mask, _mm512_load_si512(iota.data()));
  __m512i const start = _mm512_set1_epi32(static_cast<int>(base));
  _mm512_storeu_si512(out, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(positions))));
  if (std::popcount(mask) > 16) {
    __m128i const rest = _mm512_extracti32x4_epi32(positions, 1);
    _mm512_storeu_si512(out + 16, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(rest)));
  }
}

}  // namespace

/// One block of the text and what its bytes are; bits are bytes of the block.
struct Coder::WideBlock {
  std::size_t at;     // of the text
  Mask valid;         // bytes of the text
  Mask continuation;  // bytes that continue a character
  __m512i classes;    // of each character, at its first byte

  [[nodiscard]] RASID_WIDE Mask are(LetterCodes::Class what) const {
    return _mm512_cmpeq_epi8_mask(classes, _mm512_set1_epi8(static_cast<char>(what))) & valid & ~continuation;
  }
  [[nodiscard]] RASID_WIDE Mask letters() const {
    return _mm512_cmpge_epu8_mask(classes, _mm512_set1_epi8(LetterCodes::first_letter)) & valid & ~continuation;
  }

  static RASID_WIDE WideBlock classify(std::string_view text, std::size_t at, LetterCodes const& letters) {
    std::array<char, 2 * block> tail;
    char const* bytes = text.data() + at;
    if (at + block + lookahead > text.size()) {
      tail.fill('\0');
      text.copy(tail.data(), tail.size(), at);
      bytes = tail.data();
    }
    __m512i const first = _mm512_loadu_si512(bytes);
    std::uint8_t const* const ascii = letters.ascii_rows();
    WideBlock out{at, at + block <= text.size() ? ~Mask{0} : below(static_cast<unsigned>(text.size() - at)), 0,
                  _mm512_permutex2var_epi8(_mm512_load_si512(ascii), first, _mm512_load_si512(ascii + 64))};
    Mask const beyond_ascii = _mm512_movepi8_mask(first);
    if (beyond_ascii == 0) return out;
    out.continuation = _mm512_cmplt_epi8_mask(first, _mm512_set1_epi8(-64));
    __m512i const second = _mm512_loadu_si512(bytes + 1);
    Mask const longs = _mm512_cmpge_epu8_mask(first, _mm512_set1_epi8(static_cast<char>(0xE0)));
    for (Mask pairs = beyond_ascii & ~out.continuation & ~longs; pairs != 0;) {
      char const lead = bytes[std::countr_zero(pairs)];
      Mask const these = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8(lead));
      __m512i const row = _mm512_load_si512(letters.pair_row(static_cast<std::uint8_t>(lead)));
      out.classes = _mm512_mask_permutexvar_epi8(out.classes, these, second, row);
      pairs &= ~these;
    }
    if (longs == 0) return out;
    __m512i const third = _mm512_loadu_si512(bytes + 2);
    for (Mask left = longs; left != 0;) {
      char const* const each = bytes + std::countr_zero(left);
      Mask const these = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8(each[0])) &
                         _mm512_cmpeq_epi8_mask(second, _mm512_set1_epi8(each[1]));
      __m512i const row =
          _mm512_load_si512(letters.long_row(static_cast<std::uint8_t>(each[0]), static_cast<std::uint8_t>(each[1])));
      out.classes = _mm512_mask_permutexvar_epi8(out.classes, these, third, row);
      left &= ~these;
    }
    return out;
  }
};

bool has_wide_coding() noexcept {
  static bool const has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                          __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
                          __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi2");
  return has;
}

/// Of the apostrophes and quotes in `open` those that separate words. `words` are the letters of the block, `gaps` its
/// separators.
Mask Coder::separating(WideBlock const& these, Mask open, Mask quotes, Mask words, Mask gaps) {
  alignas(64) std::array<std::uint8_t, 64> classes;
  std::memcpy(classes.data(), &these.classes, sizeof classes);
  auto& state = pass_.state();
  auto const before = state;
  Mask found = 0;
  for (; open != 0; open &= open - 1) {
    auto const bit = static_cast<unsigned>(std::countr_zero(open));
    std::size_t const at = these.at + bit;
    Mask const known = (words | gaps | found) & below(bit);
    if (known != 0) {
      state.in_word = (words >> highest(known) & 1U) != 0;
      state.last = letters_.letter(classes[highest(known)]);
    }
    bool const joins = pass_.joins(at + bytes_of(static_cast<std::uint8_t>(text_[at])), (quotes >> bit & 1U) != 0);
    if (!joins) found |= Mask{1} << bit;
  }
  state = before;
  return found;
}

/// Where a word ends whose next character that is no letter or mark begins at `at`: before the controls there.
std::size_t Coder::before_controls(std::size_t at) const {
  while (at > 0) {
    std::size_t last = at - 1;
    while (last > 0 && (static_cast<unsigned char>(text_[last]) & 0xC0U) == 0x80U) --last;
    if (FoldTable::get()[decode_quickly(text_, last).value].kind != FoldKind::control) break;
    at = last;
  }
  return at;
}

RASID_WIDE void Coder::run_wide() {
  auto& state = pass_.state();
  bool after_control = false;  // the last character may be one
  for (std::size_t at = 0; at < text_.size(); at += block) {
    make_room();
    WideBlock const these = WideBlock::classify(text_, at, letters_);
    bool const foreign_word = state.in_word && state.kind != FoldKind::letter;
    if (foreign_word || these.are(LetterCodes::escape) != 0) {
      state.at = std::max(state.at, at + static_cast<std::size_t>(std::countr_one(these.continuation)));
      pass_.run_until(std::min(at + block, text_.size()));
      after_control = true;
      continue;
    }
    after_control = code(these, after_control);
  }
  state.at = text_.size();
  finish();
}

/// Returns whether the block ends in a control.
RASID_WIDE bool Coder::code(WideBlock const& these, bool after_control) {
  auto& state = pass_.state();
  __m512i classes = these.classes;
  Mask const letters = these.letters();
  Mask gaps = these.are(LetterCodes::separator);
  Mask const quotes = these.are(LetterCodes::quote);
  if (Mask const open = quotes | these.are(LetterCodes::apostrophe); open != 0) {
    Mask const more = separating(these, open, quotes, letters, gaps);
    classes = _mm512_mask_mov_epi8(classes, more, _mm512_setzero_si512());
    gaps |= more;
  }

  // Letters and separators in a row, a bit each: a word begins at a letter after a separator.
  Mask const events = letters | gaps;
  auto const count = static_cast<unsigned>(std::popcount(events));
  Mask const row = _pext_u64(letters, events);
  Mask const before = row << 1U | Mask{state.in_word};
  Mask const starts = _pdep_u64(row & ~before, events);
  Mask const ends = _pdep_u64(~row & before, events);

  Mask const alefs = _pext_u64(_mm512_cmpeq_epi8_mask(classes, _mm512_set1_epi8(static_cast<char>(alef_))), events);
  bool const after_alef = state.in_word && state.last == U'ا';
  Mask const twice = alefs & (alefs << 1U | Mask{after_alef});
  Mask const kept = (letters | ends) & ~(twice == 0 ? 0 : _pdep_u64(twice, events));

  std::size_t const size = out_.size_;
  _mm512_storeu_si512(out_.codes_.data() + size, _mm512_maskz_compress_epi8(kept, classes));
  append_positions(starts, these.at, out_.begin_.data() + out_.opened_);
  append_positions(_pext_u64(starts, kept), size, out_.code_begin_.data() + out_.opened_);
  append_positions(ends, these.at, out_.end_.data() + out_.closed_);
  append_positions(_pext_u64(ends, kept), size, out_.code_end_.data() + out_.closed_);
  out_.size_ += static_cast<std::size_t>(std::popcount(kept));
  out_.opened_ += static_cast<std::size_t>(std::popcount(starts));
  std::size_t const ended = out_.closed_ + static_cast<std::size_t>(std::popcount(ends));
  Mask const controls = these.are(LetterCodes::control);
  if (controls != 0 || after_control) {
    for (std::size_t i = out_.closed_; i < ended; ++i) {
      out_.end_[i] = static_cast<std::uint32_t>(before_controls(out_.end_[i]));
    }
  }
  out_.closed_ = ended;

  if (count != 0) {
    state.in_word = (row >> (count - 1) & 1U) != 0;
    state.last = state.in_word ? letters_.letter(static_cast<std::uint8_t>(out_.codes_[out_.size_ - 1])) : 0;
  }
  if (state.in_word) {
    state.kind = FoldKind::letter;
    Mask const material = letters | these.are(LetterCodes::mark);
    if (material != 0) {
      std::size_t const last = these.at + highest(material);
      state.end = std::min(last + bytes_of(static_cast<std::uint8_t>(text_[last])), text_.size());
    }
  }
  Mask const characters = these.valid & ~these.continuation;
  return characters == 0 ? after_control : (controls >> highest(characters) & 1U) != 0;
}

}  // namespace rasid::text

#else

namespace rasid::text {

bool has_wide_coding() noexcept {
  return false;
}

void Coder::run_wide() {
  run_portably();
}

}  // namespace rasid::text

#endif
