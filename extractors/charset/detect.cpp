#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>

#include "extractors/charset/charset.h"
#include "extractors/charset/label.h"

namespace rasid::charset {
namespace {

struct DetectorCleanup {
  void operator()(UCharsetDetector* detector) const noexcept { ucsdet_close(detector); }
};
using Detector = std::unique_ptr<UCharsetDetector, DetectorCleanup>;

// ICU's verdict no longer changes beyond this much text, and its cost is linear.
constexpr std::size_t sample_bytes = 64U << 10U;

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

/// A part of the text that has something to detect in it: it begins a little before the first byte beyond ASCII.
std::string_view sample_of(std::string_view bytes) {
  auto const first = std::ranges::find_if(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  auto const at = static_cast<std::size_t>(first - bytes.begin());
  if (at == bytes.size()) return bytes.substr(0, sample_bytes);
  return bytes.substr(at > 1024 ? at - 1024 : 0, sample_bytes);
}

}  // namespace

std::string detect(std::string_view bytes) {
  if (auto wide = wide_by_zeros(bytes); !wide.empty()) return wide;
  auto const sample = sample_of(bytes);
  UErrorCode code = U_ZERO_ERROR;
  Detector const detector(ucsdet_open(&code));
  if (U_FAILURE(code)) return "windows-1252";
  ucsdet_enableInputFilter(detector.get(), true);  // markup is English to a detector
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &code);
  std::int32_t found = 0;
  UCharsetMatch const** const matches = ucsdet_detectAll(detector.get(), &found, &code);
  for (std::int32_t i = 0; U_SUCCESS(code) && i < found; ++i) {
    char const* const name = ucsdet_getName(matches[i], &code);
    if (U_FAILURE(code)) break;
    // ICU also offers EBCDIC for Hebrew and Arabic, which nobody publishes in: those have no label here.
    if (auto const* const known = find_encoding(name); known != nullptr && known->layout != Layout::wide) {
      return std::string(known->name);
    }
  }
  return "windows-1252";
}

}  // namespace rasid::charset
