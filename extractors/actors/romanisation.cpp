#include "extractors/actors/romanisation.h"

#include <algorithm>
#include <array>

namespace rasid::actors {
namespace {

enum class At : std::uint8_t { anywhere, begin, inner, end };

/// Writers who put `one` also put `other`; the reverse is listed where it holds.
struct Habit {
  std::string_view one;
  std::string_view other;
  At at;
  float cost;
};

constexpr auto habits = std::to_array<Habit>({
    // ق: Qaani, Ghaani, Kaani.
    {"q", "gh", At::anywhere, 1.2F},
    {"q", "k", At::anywhere, 1.0F},
    {"gh", "q", At::anywhere, 1.0F},
    {"gh", "g", At::anywhere, 1.5F},
    {"k", "q", At::begin, 2.5F},
    {"q", "g", At::anywhere, 2.5F},
    // خ and ح: Khalid, Chalid; Khamenei, Chamenei (German).
    {"kh", "ch", At::anywhere, 2.2F},
    {"kh", "h", At::begin, 2.8F},
    // ج: Jalil, Djalil, Gamal.
    {"j", "dj", At::anywhere, 1.8F},
    {"dj", "j", At::anywhere, 0.8F},
    {"j", "g", At::anywhere, 2.5F},
    {"g", "j", At::begin, 3.0F},
    // ش: French.
    {"sh", "ch", At::anywhere, 2.0F},
    {"ch", "sh", At::anywhere, 2.5F},
    // ذ ظ ض ث.
    {"dh", "z", At::anywhere, 1.0F},
    {"dh", "d", At::anywhere, 1.2F},
    {"z", "dh", At::anywhere, 2.5F},
    {"th", "t", At::anywhere, 2.0F},
    {"th", "s", At::anywhere, 2.2F},
    // Long vowels.
    {"ou", "u", At::anywhere, 0.6F},
    {"ou", "o", At::anywhere, 1.4F},
    {"oo", "u", At::anywhere, 0.6F},
    {"ou", "oo", At::anywhere, 1.4F},
    {"oo", "ou", At::anywhere, 1.4F},
    {"u", "ou", At::anywhere, 1.2F},
    {"u", "oo", At::anywhere, 1.6F},
    {"u", "o", At::anywhere, 1.2F},
    {"o", "u", At::anywhere, 1.2F},
    {"o", "ou", At::inner, 2.0F},
    {"ee", "i", At::anywhere, 0.6F},
    {"i", "ee", At::inner, 1.8F},
    {"i", "y", At::end, 1.2F},
    {"y", "i", At::end, 1.0F},
    {"aa", "a", At::anywhere, 0.6F},
    {"a", "aa", At::inner, 2.4F},
    // Short vowels: Mohammed, Muhammad; Hussein, Husayn; Assad, Essad.
    {"e", "a", At::inner, 1.2F},
    {"a", "e", At::inner, 1.6F},
    {"e", "i", At::inner, 1.4F},
    {"i", "e", At::anywhere, 1.4F},
    {"a", "e", At::begin, 2.4F},
    {"e", "i", At::begin, 1.2F},
    {"e", "a", At::begin, 2.2F},
    {"i", "e", At::begin, 0.6F},
    {"ei", "ai", At::anywhere, 0.8F},
    {"ai", "ei", At::anywhere, 0.8F},
    {"ai", "ay", At::anywhere, 0.8F},
    {"ay", "ai", At::anywhere, 0.8F},
    {"ei", "ey", At::anywhere, 1.0F},
    {"ey", "ei", At::anywhere, 1.0F},
    {"ei", "i", At::anywhere, 1.6F},
    {"ae", "e", At::anywhere, 1.0F},
    {"ae", "ai", At::anywhere, 1.2F},
    {"aei", "ai", At::anywhere, 0.8F},
    {"au", "aw", At::anywhere, 1.0F},
    {"aw", "au", At::anywhere, 1.0F},
    {"aw", "ou", At::anywhere, 1.6F},
    {"ow", "au", At::anywhere, 1.6F},
    {"iyy", "iy", At::anywhere, 0.8F},
    {"iyy", "i", At::anywhere, 0.8F},
    {"iy", "i", At::anywhere, 1.0F},
    {"ia", "iya", At::anywhere, 1.2F},
    {"iya", "ia", At::anywhere, 0.8F},
    {"w", "v", At::anywhere, 2.2F},
    {"v", "w", At::anywhere, 2.2F},
    // Endings of ة and ه.
    {"ah", "a", At::end, 0.6F},
    {"a", "ah", At::end, 1.0F},
    {"ah", "eh", At::end, 1.0F},
    {"eh", "ah", At::end, 1.0F},
    {"eh", "e", At::end, 1.2F},
    {"a", "e", At::end, 2.0F},
    {"ein", "ain", At::end, 1.0F},
    // Slavic names.
    {"iy", "y", At::end, 0.6F},
    {"y", "iy", At::end, 1.2F},
    {"yy", "y", At::end, 0.6F},
    {"ii", "y", At::end, 0.8F},
    {"ks", "x", At::anywhere, 1.0F},
    {"x", "ks", At::anywhere, 1.4F},
    {"ov", "off", At::end, 2.2F},
    {"ev", "yev", At::end, 1.4F},
    {"yev", "ev", At::end, 1.0F},
});

constexpr float cost_of_single = 0.8F;  // Mohammed, Mohamed
constexpr float cost_of_double = 1.8F;  // Hasan, Hassan
constexpr float most_cost = 5.0F;
constexpr std::size_t most_steps = 3;

bool may_double(char c) {
  return std::string_view("bdfhlmnrstwyz").find(c) != std::string_view::npos;
}

bool is_vowel(char c) {
  return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

bool fits(At at, std::size_t begin, std::size_t size, std::size_t word) {
  switch (at) {
    case At::begin:
      return begin == 0;
    case At::inner:
      return begin != 0 && begin + size != word;
    case At::end:
      return begin != 0 && begin + size == word;
    case At::anywhere:
      break;
  }
  return true;
}

/// A letter of a group that is one sound (gh, kh, sh …) is not changed by itself.
bool splits_group(std::string_view word, std::size_t begin, std::string_view one) {
  if (one.size() != 1) return false;
  static constexpr std::array<std::string_view, 16> groups = {"ch", "dh", "gh", "kh", "sh", "th", "zh", "ph",
                                                              "ou", "oo", "ee", "aa", "ei", "ai", "au", "dj"};
  auto const is_group = [&](std::size_t at) {
    return at + 2 <= word.size() && std::ranges::find(groups, word.substr(at, 2)) != groups.end();
  };
  return is_group(begin) || (begin != 0 && is_group(begin - 1));
}

template <class Found>
void each_change(std::string_view word, Found&& found) {
  for (Habit const& habit : habits) {
    for (std::size_t at = word.find(habit.one); at != std::string_view::npos; at = word.find(habit.one, at + 1)) {
      if (!fits(habit.at, at, habit.one.size(), word.size()) || splits_group(word, at, habit.one)) continue;
      std::string changed(word);
      found(changed.replace(at, habit.one.size(), habit.other), habit.cost);
    }
  }
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (!may_double(word[i])) continue;
    if (word[i] == word[i + 1]) {
      std::string changed(word);
      found(changed.erase(i, 1), cost_of_single);
    } else if (is_vowel(word[i - 1]) && is_vowel(word[i + 1])) {
      std::string changed(word);
      found(changed.insert(i, 1, word[i]), cost_of_double);
    }
  }
}

}  // namespace

std::vector<Spelled> romanisations(std::string_view word, std::size_t most) {
  std::vector<Spelled> out{{std::string(word), 0.0F}};
  bool const plain = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!plain || word.size() < 3 || word.size() > Transliteration::limit_word) return out;
  // Breadth first, the cheapest of each round only: the number of ways grows with every step.
  std::vector<Spelled> round = out;
  for (std::size_t step = 0; step < most_steps; ++step) {
    std::vector<Spelled> next;
    for (Spelled const& from : round) {
      each_change(from.text, [&](std::string changed, float cost) {
        float const score = from.score - cost;
        if (score < -most_cost || changed.size() < 3) return;
        auto const known = std::ranges::find(out, changed, &Spelled::text);
        if (known != out.end()) {
          known->score = std::max(known->score, score);
          return;
        }
        next.push_back({changed, score});
        out.push_back({std::move(changed), score});
      });
    }
    std::ranges::sort(next, std::ranges::greater{}, &Spelled::score);
    if (next.size() > most) next.resize(most);
    round = std::move(next);
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, &Spelled::score);
  if (out.size() > most) out.resize(most);
  return out;
}

}  // namespace rasid::actors
