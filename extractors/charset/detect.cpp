#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>

#include "extractors/charset/charset.h"
#include "extractors/charset/label.h"
#include "extractors/charset/plausible.h"

namespace rasid::charset {
namespace {

struct DetectorCleanup {
  void operator()(UCharsetDetector* detector) const noexcept { ucsdet_close(detector); }
};
using Detector = std::unique_ptr<UCharsetDetector, DetectorCleanup>;

// Enough for a verdict; ICU's cost is linear, and high: a fifth of a microsecond a byte.
constexpr std::size_t sample_bytes = 1U << 10U;

/// UTF-16 and UTF-32 of any text with markup in it: the zero bytes stand all on one side.
std::string wide_by_zeros(std::string_view bytes) {
  bytes = bytes.substr(0, 4096);
  std::size_t zeros[4] = {};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 4] += bytes[i] == '\0' ? 1 : 0;
  std::size_t const some = bytes.size() / 16 + 1;  // of the quarter that each column holds
  std::size_t const even = zeros[0] + zeros[2];
  std::size_t const odd = zeros[1] + zeros[3];
  if (zeros[0] >= some && zeros[1] >= some && zeros[2] >= some && zeros[3] < some) return "utf-32be";
  if (zeros[1] >= some && zeros[2] >= some && zeros[3] >= some && zeros[0] < some) return "utf-32le";
  if (even >= some && odd * 4 < even) return "utf-16be";
  if (odd >= some && even * 4 < odd) return "utf-16le";
  return {};
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

/// Text to judge: from a little before the first byte beyond ASCII, without tags, whose English says nothing; cut
/// behind a character of ASCII, so that none of several bytes is cut.
std::string sample_of(std::string_view bytes) {
  auto const first = std::ranges::find_if_not(bytes, is_ascii);
  auto const at = static_cast<std::size_t>(first - bytes.begin());
  bytes.remove_prefix(at > 64 && at < bytes.size() ? at - 64 : 0);
  std::string out;
  out.reserve(sample_bytes);
  bool in_tag = false;
  for (char const c : bytes) {
    if (out.size() >= sample_bytes && is_ascii(out.back())) break;
    if (out.size() >= 2 * sample_bytes) break;
    if (c == '<') in_tag = true;
    if (!in_tag) out += c;
    if (c != '>' || !in_tag) continue;
    in_tag = false;
    out += ' ';
  }
  return out;
}

/// The first of ICU's guesses that has a label here and that the bytes fit. (It also offers EBCDIC for Hebrew and
/// Arabic, which nobody publishes in.)
Encoding const* guess(std::string_view sample) {
  UErrorCode code = U_ZERO_ERROR;
  Detector const detector(ucsdet_open(&code));
  if (U_FAILURE(code)) return nullptr;
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &code);
  std::int32_t found = 0;
  UCharsetMatch const** const matches = ucsdet_detectAll(detector.get(), &found, &code);
  for (std::int32_t i = 0; U_SUCCESS(code) && i < found; ++i) {
    char const* const name = ucsdet_getName(matches[i], &code);
    if (U_FAILURE(code)) break;
    auto const* const known = find_encoding(name);
    if (known == nullptr || known->layout == Layout::wide || known->layout == Layout::utf8) continue;
    if (known->layout == Layout::multi_byte && decode(sample, known->name)->replaced) continue;
    return known;
  }
  return nullptr;
}

}  // namespace

std::string detect(std::string_view bytes) {
  if (auto wide = wide_by_zeros(bytes); !wide.empty()) return wide;
  auto const sample = sample_of(bytes);
  // A text of one script that reads well is that: text in pairs of bytes practically never does. Thai, whose every byte
  // is a letter, can be mistaken for it.
  auto const name = plausible_non_latin(sample);
  if (!name.empty() && name != "windows-874") return std::string(name);
  auto const* const encoding = guess(sample);
  bool const in_pairs = encoding != nullptr && encoding->layout == Layout::multi_byte;
  if (!name.empty() && !(in_pairs && reads_as_east_asian(decode(sample, encoding->name)->text)))
    return std::string(name);
  if (in_pairs) return std::string(encoding->name);
  return std::string(most_plausible_latin(sample, encoding == nullptr ? "windows-1252" : encoding->name));
}

}  // namespace rasid::charset
