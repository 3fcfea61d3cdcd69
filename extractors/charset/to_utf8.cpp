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

/// Largest and smallest byte say most of it, and a loop without branches finds them in whole vectors at a time.
Utf8Evidence look(std::string_view bytes) {
  unsigned char largest = 0;
  unsigned char smallest = 0xFF;
  for (char const c : bytes) {
    largest = std::max(largest, static_cast<unsigned char>(c));
    smallest = std::min(smallest, static_cast<unsigned char>(c));
  }
  bool const ascii = largest < 0x80;
  return {.valid = ascii || is_valid_utf8(bytes), .ascii = ascii, .zeros = smallest == 0, .has_long = largest >= 0xE0};
}

/// True where the bytes may as well be read as UTF-8, or are UTF-8 although `declared` says otherwise. Text of a
/// single-byte encoding practically never is valid UTF-8 by chance; of a Chinese or Japanese one a word or two may be,
/// made of pairs only.
bool is_mislabelled_utf8(Utf8Evidence const& evidence, Encoding const& declared) {
  if (!evidence.valid || evidence.zeros) return false;
  switch (declared.layout) {
    case Layout::utf8:
      return false;
    case Layout::wide:
      return true;
    case Layout::single_byte:
      return !declared.name.starts_with("ibm0");  // of ASCII all but EBCDIC say the same
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

/// ISO-2022-JP is ASCII to the eye; its escapes (RFC 1468) are no text.
bool has_japanese_escapes(std::string_view bytes) {
  for (auto at = bytes.find('\x1B'); at != std::string_view::npos; at = bytes.find('\x1B', at + 1)) {
    auto const escape = bytes.substr(at + 1, 2);
    if (escape == "$B" || escape == "$@") return true;
  }
  return false;
}

Decoded as_they_are(std::string_view bytes) {
  return {.text = std::string(bytes), .encoding = "utf-8"};
}

/// The first of the labels that names an encoding which the bytes could be in; nullptr where UTF-8 is as good.
Encoding const* claimed(Utf8Evidence const& evidence, std::initializer_list<std::string_view> declared) {
  for (auto const label : declared) {
    Encoding const* const known = find_encoding(label);
    if (known == nullptr) continue;
    return known->layout == Layout::utf8 || is_mislabelled_utf8(evidence, *known) ? nullptr : known;
  }
  return nullptr;
}

}  // namespace

std::optional<std::string_view> already_utf8(std::string_view bytes, std::initializer_list<std::string_view> declared) {
  auto const mark = byte_order_mark(bytes);
  if (mark && mark->encoding != "utf-8") return std::nullopt;
  if (mark) bytes.remove_prefix(mark->bytes);
  auto const evidence = look(bytes);
  if (!evidence.valid || evidence.zeros || (evidence.ascii && has_japanese_escapes(bytes))) return std::nullopt;
  return mark || claimed(evidence, declared) == nullptr ? std::optional(bytes) : std::nullopt;
}

Decoded to_utf8(std::string_view bytes, std::initializer_list<std::string_view> declared) {
  if (auto const mark = byte_order_mark(bytes); mark) {
    if (auto marked = decode(bytes, mark->encoding)) return *std::move(marked);
  }
  auto const evidence = look(bytes);
  if (evidence.ascii && has_japanese_escapes(bytes)) return *decode(bytes, "iso-2022-jp");
  Encoding const* first = nullptr;
  for (auto const label : declared) {
    Encoding const* const known = find_encoding(label);
    if (known == nullptr) continue;
    if (first == nullptr) first = known;
    if (is_mislabelled_utf8(evidence, *known)) return as_they_are(bytes);
    if (known->layout == Layout::utf8 && evidence.valid) return as_they_are(bytes);
    if (auto fits = decode(bytes, label); fits && !fits->replaced) return *std::move(fits);
  }
  if (evidence.valid && !evidence.zeros) return as_they_are(bytes);
  return undeclared(bytes, first);
}

}  // namespace rasid::charset
