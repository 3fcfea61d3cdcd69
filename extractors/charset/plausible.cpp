#include "extractors/charset/plausible.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "extractors/charset/upper_half.h"

namespace rasid::charset {
namespace {

/// A script with the letters that make up most of any text in it (lower case), and the encodings that were used for it,
/// the more usual first.
struct Script {
  char32_t first, last;
  std::u32string_view frequent;
  std::array<std::string_view, 5> encodings;
};

constexpr char32_t thai = 0xE01;

constexpr std::array scripts{
    Script{0x400, 0x4FF, U"оеаинтсрвлкмдпуяы", {"windows-1251", "koi8-r", "iso-8859-5", "ibm866", "x-mac-cyrillic"}},
    Script{0x400, 0x4FF, U"оаиніетврсклудпмяз", {"koi8-u", {}, {}, {}, {}}},
    Script{0x600, 0x6FF, U"اليمونرتبهةعدسفكقحىأش", {"windows-1256", "iso-8859-6", {}, {}, {}}},
    Script{0x5B0, 0x5F4, U"יוהלארתשמבנד", {"windows-1255", "iso-8859-8", {}, {}, {}}},
    Script{0x370, 0x3FF, U"αοιετσνηυρπκμλςάέήίόύώ", {"windows-1253", "iso-8859-7", {}, {}, {}}},
    Script{thai, 0xE4E, U"านรอกเงวมยลดทสตะปบคหแจพชี่้ิัไใ็ืู", {"windows-874", {}, {}, {}, {}}}};

/// Thai writes some vowels before their consonant and others, with the tone marks, above and below it.
bool follows_in_thai(char32_t last, bool in_word, char32_t c) {
  bool const mark = c == 0xE31 || (c >= 0xE34 && c <= 0xE3A) || (c >= 0xE47 && c <= 0xE4E);
  bool const consonant = c >= 0xE01 && c <= 0xE2E;
  bool const after_leading_vowel = in_word && last >= 0xE40 && last <= 0xE44;
  return after_leading_vowel ? consonant : !mark || in_word;
}

/// What a character is worth as evidence for its script, by itself and after the one before it.
enum class Kind { other, lower, upper };

class Reader {
 public:
  Reader(Script const& script, UpperHalf const& upper_half) : script_(script), upper_half_(upper_half) {}

  /// Mean worth of the bytes beyond ASCII: about 2 where the text is of this script, below 1 where it is not.
  double read(std::string_view text) {
    int worth = 0;
    int count = 0;
    for (char const c : text) {
      auto const byte = static_cast<unsigned char>(c);
      if (byte < 0x80) {
        worth += ascii(byte);
      } else {
        worth += beyond(upper_half_[byte - 0x80]);
        ++count;
      }
    }
    return count < 4 ? 0 : static_cast<double>(worth) / count;
  }

 private:
  int ascii(unsigned char byte) {
    bool const letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    int const cost = letter && before_ != Kind::other ? -3 : 0;  // one word in two scripts
    before_ = Kind::other;
    after_ascii_letter_ = letter;
    return cost;
  }

  int beyond(char32_t c) {
    auto const before = std::exchange(before_, Kind::other);
    auto const last = std::exchange(last_, c);
    bool const glued = std::exchange(after_ascii_letter_, false);
    if (is_undefined(c)) return -8;
    if (c < script_.first || c > script_.last) return u_isalpha(static_cast<UChar32>(c)) != 0 ? -3 : other(before);
    auto const point = static_cast<UChar32>(c);
    bool const upper = u_isupper(point) != 0;
    before_ = upper ? Kind::upper : Kind::lower;
    if (glued) return -3;
    if (upper) return before == Kind::lower ? -3 : 1;
    if (script_.first == thai && !follows_in_thai(last, before != Kind::other, c)) return -6;
    bool const frequent = script_.frequent.find(static_cast<char32_t>(u_tolower(point))) != std::u32string_view::npos;
    return frequent ? 3 : 0;
  }

  /// A quotation mark or a dash stands beside words, a currency sign hardly inside one.
  static int other(Kind before) { return before == Kind::other ? 0 : -1; }

  Script const& script_;
  UpperHalf const& upper_half_;
  Kind before_ = Kind::other;
  char32_t last_ = 0;
  bool after_ascii_letter_ = false;
};

struct Candidate {
  Script const* script;
  std::string_view encoding;
  UpperHalf upper;
};

std::vector<Candidate> const& candidates() {
  static std::vector<Candidate> const all = [] {
    std::vector<Candidate> out;
    for (auto const& script : scripts) {
      for (auto const encoding : script.encodings) {
        if (!encoding.empty()) out.push_back({&script, encoding, upper_half(encoding)});
      }
    }
    return out;
  }();
  return all;
}

}  // namespace

std::string_view plausible_non_latin(std::string_view text) {
  constexpr double enough = 1.2;
  double best = enough;
  std::string_view found;
  for (auto const& each : candidates()) {
    double const worth = Reader(*each.script, each.upper).read(text);
    if (worth <= best) continue;
    best = worth;
    found = each.encoding;
  }
  return found;
}

}  // namespace rasid::charset
