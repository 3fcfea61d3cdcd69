#include <algorithm>

#include "extractors/charset/charset.h"
#include "extractors/charset/label.h"
#include "extractors/model/utf8.h"

namespace rasid::charset {
namespace {

/// What the bytes show when they are looked at as UTF-8.
struct Utf8Evidence {
  bool valid = false;
  bool ascii = true;      // nothing beyond ASCII
  bool zeros = false;     // NUL bytes, which text in UTF-8 does not have
  bool has_long = false;  // a sequence of three or four bytes
};

Utf8Evidence look(std::string_view bytes) {
  Utf8Evidence out;
  out.valid = is_valid_utf8(bytes);
  out.zeros = bytes.find('\0') != std::string_view::npos;
  for (char const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    out.ascii &= byte < 0x80;
    out.has_long |= byte >= 0xE0;
  }
  return out;
}

/// True where the bytes are UTF-8 although `declared` says otherwise. Text of a single-byte encoding practically never
/// is valid UTF-8 by chance; of a Chinese or Japanese one a word or two may be, made of pairs only.
bool is_mislabelled_utf8(Utf8Evidence const& evidence, Encoding const& declared) {
  if (!evidence.valid || evidence.zeros) return false;
  switch (declared.layout) {
    case Layout::utf8:
      return false;
    case Layout::wide:
      return true;
    case Layout::single_byte:
      return !evidence.ascii && !declared.name.starts_with("ibm0");
    case Layout::multi_byte:
      return evidence.has_long;
  }
  return false;
}

/// True where few bytes are broken in what otherwise is UTF-8: a cut character, one pasted line.
bool is_damaged_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    auto const point = rasid::decode(bytes, at);
    bool const broken = point.value == 0xFFFD && bytes.substr(at, 3) != "\xEF\xBF\xBD";
    (broken ? bad : good) += 1;
    at += point.bytes;
  }
  return good > 4 * bad;
}

Decoded undeclared(std::string_view bytes, Encoding const* declared) {
  if (is_damaged_utf8(bytes)) return *decode(bytes, "utf-8");
  auto guess = decode(bytes, detect(bytes));
  if (guess && !guess->replaced) return *std::move(guess);
  if (declared != nullptr) {
    if (auto lossy = decode(bytes, declared->name)) return *std::move(lossy);
  }
  return guess ? *std::move(guess) : *decode(bytes, "utf-8");
}

}  // namespace

Decoded to_utf8(std::string_view bytes, std::initializer_list<std::string_view> declared) {
  if (auto const mark = byte_order_mark(bytes); mark) {
    if (auto marked = decode(bytes, mark->encoding)) return *std::move(marked);
  }
  auto const evidence = look(bytes);
  Encoding const* first = nullptr;
  for (auto const label : declared) {
    Encoding const* const known = find_encoding(label);
    if (known == nullptr) continue;
    if (first == nullptr) first = known;
    if (is_mislabelled_utf8(evidence, *known)) return *decode(bytes, "utf-8");
    if (auto fits = decode(bytes, label); fits && !fits->replaced) return *std::move(fits);
  }
  if (evidence.valid && !evidence.zeros) return *decode(bytes, "utf-8");
  return undeclared(bytes, first);
}

}  // namespace rasid::charset
