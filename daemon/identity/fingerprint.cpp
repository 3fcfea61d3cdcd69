#include "daemon/identity/fingerprint.h"

#include <algorithm>
#include <string>

#include "daemon/alerts/digest.h"
#include "daemon/identity/sketch.h"
#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"

namespace rasid::identity {
namespace {

constexpr std::size_t most_hashes = 64;

bool is_digit(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'\u0660' && c <= U'\u0669') || (c >= U'\u06F0' && c <= U'\u06F9');
}

/// Length of "12:30" or "9:05:59" at `at`, or 0. What a page says about when it was last touched is no news.
std::size_t time_of_day(std::string_view text, std::size_t at) {
  std::size_t end = 0;
  std::size_t position = at;
  for (int part = 0; part < 3; ++part) {
    int digits = 0;
    while (position < text.size()) {
      auto const [c, bytes] = decode(text, position);
      if (!is_digit(c)) break;
      ++digits;
      position += bytes;
    }
    bool const fits = part == 0 ? digits == 1 || digits == 2 : digits == 2;
    if (!fits) break;
    if (part > 0) end = position;
    if (position >= text.size() || text[position] != ':') break;
    ++position;
  }
  return end == 0 ? 0 : end - at;
}

std::string without_times(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool after_digit = false;
  for (std::size_t at = 0; at < text.size();) {
    auto const [c, bytes] = decode(text, at);
    bool const digit = is_digit(c);
    std::size_t const skipped = digit && !after_digit ? time_of_day(text, at) : 0;
    if (skipped > 0) {
      out += ' ';
      at += skipped;
    } else {
      out.append(text, at, bytes);
      at += bytes;
    }
    after_digit = digit;
  }
  return out;
}

/// Calls `each` with every word of a folded text.
template <class Each>
void for_words(std::string_view folded, Each each) {
  while (!folded.empty()) {
    auto const end = std::min(folded.find_first_of(" \n\t\r"), folded.size());
    if (end > 0) each(folded.substr(0, end));
    folded.remove_prefix(std::min(folded.size(), end + 1));
  }
}

std::string words_of(std::string_view text) {
  std::string words;
  std::string const folded = text::fold(without_times(text));
  for_words(folded, [&](std::string_view word) {
    if (!words.empty()) words += ' ';
    words += word;
  });
  return words;
}

}  // namespace

Fingerprint fingerprint_of(std::string_view title, std::string_view body) {
  Fingerprint out;
  std::string const title_words = words_of(title);
  std::string const body_words = words_of(body);
  out.words = alerts::digest128({"item", title_words, body_words});
  if (!title_words.empty()) out.title = alerts::digest128({"title", title_words});
  std::vector<std::uint32_t> hashes;
  auto const keep = [&](std::string_view word) { hashes.push_back(sketch_hash(word)); };
  for_words(title_words, keep);
  for_words(body_words, keep);
  out.sketch = sketch_of(std::move(hashes), most_hashes);
  return out;
}

double overlap(Fingerprint const& a, Fingerprint const& b) {
  return overlap(a.sketch, b.sketch, most_hashes);
}

double containment(Fingerprint const& a, Fingerprint const& b) {
  return containment(a.sketch, b.sketch, most_hashes);
}

}  // namespace rasid::identity
