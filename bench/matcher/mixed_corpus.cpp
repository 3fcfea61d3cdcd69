#include "bench/matcher/mixed_corpus.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <random>
#include <unordered_set>

#include "extractors/text/fold.h"

namespace rasid::bench {
namespace {

constexpr double planted_names = 11.5;
constexpr std::size_t article_bytes = 3'000;

struct Language {
  char const* dictionary;
  unsigned percent;
  std::vector<std::string> words = {};  // shuffled: a word's place is its rank in the texts
  std::vector<double> weight = {};      // summed up
};

std::array<Language, 4> languages() {
  return {{{"/usr/share/hunspell/ar.dic", 60},
           {"/usr/share/hunspell/fa_IR.dic", 15},
           {"/usr/share/hunspell/he_IL.dic", 5},
           {"/usr/share/dict/american-english", 20}}};
}

void read_words(Language& language, std::mt19937_64& random) {
  std::ifstream in(language.dictionary);
  std::unordered_set<std::string> known;
  for (std::string line; std::getline(in, line);) {
    line.resize(std::min({line.find('/'), line.find('\t'), line.size()}));
    std::string const folded = text::fold(line);
    bool const word =
        folded.size() > 2 && folded.find(' ') == std::string::npos && line.find('\'') == std::string::npos;
    if (word && known.insert(folded).second) language.words.push_back(line);
  }
  std::ranges::shuffle(language.words, random);
  double sum = 0;
  for (std::size_t i = 0; i < language.words.size(); ++i) {
    language.weight.push_back(sum += 1.0 / static_cast<double>(i + 1));
  }
}

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed) {
    for (Language& each : languages_) read_words(each, random_);
  }

  std::vector<std::string> names(std::size_t count) {
    std::vector<std::string> out;
    std::unordered_set<std::string> known;
    while (out.size() < count) {
      std::size_t const language = some_language();
      std::string name = some_name(languages_[language]);
      if (!known.insert(text::fold(name)).second) continue;
      by_language_[language].push_back(out.size());
      out.push_back(std::move(name));
    }
    return out;
  }

  /// Takes names that are there already.
  void plant(std::vector<std::string> const& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      auto const lead = names[i].empty() ? 0U : static_cast<unsigned char>(names[i][0]);
      std::size_t const language = lead < 0x80 ? 3 : lead == 0xD7 ? 2 : 0;
      if (lead < 0x80 || (lead >= 0xD7 && lead <= 0xDB)) by_language_[language].push_back(i);
      if (language == 0 && lead >= 0xD8 && lead <= 0xDB) by_language_[1].push_back(i);
    }
  }

  std::string article(std::vector<std::string> const& names) {
    std::size_t const language = some_language();
    std::string out;
    double due = uniform();
    while (out.size() < article_bytes) {
      std::size_t const before = out.size();
      out += some_word(languages_[language]);
      out += random_() % 12 == 0 ? ", " : random_() % 18 == 0 ? ". " : " ";
      due += static_cast<double>(out.size() - before) * planted_names / article_bytes;
      if (due < 1.0 || by_language_[language].empty()) continue;
      due -= 1.0;
      static constexpr std::string_view proclitics[] = {"و", "ب", "ل"};
      if (language == 0 && random_() % 6 == 0) out += proclitics[random_() % 3];
      out += names[by_language_[language][random_() % by_language_[language].size()]] + ' ';
    }
    return out;
  }

 private:
  double uniform() { return std::uniform_real_distribution<double>()(random_); }

  std::size_t some_language() {
    auto percent = random_() % 100;
    std::size_t at = 0;
    while (percent >= languages_[at].percent) percent -= languages_[at++].percent;
    return at;
  }

  std::string const& some_word(Language const& language) {
    auto const at = std::ranges::lower_bound(language.weight, uniform() * language.weight.back());
    return language.words[static_cast<std::size_t>(at - language.weight.begin())];
  }

  /// Of any words alike; a name of one word is made of two, since a word of the language is no name.
  std::string some_name(Language const& language) {
    auto const any = [&] { return language.words[random_() % language.words.size()]; };
    auto const dice = random_() % 100;
    std::size_t const words = dice < 15 ? 1 : dice < 65 ? 2 : dice < 88 ? 3 : 4;
    std::string out = any();
    if (words == 1) return out + any();
    for (std::size_t i = 1; i < words; ++i) out += ' ' + any();
    return out;
  }

  std::mt19937_64 random_;
  std::array<Language, 4> languages_ = languages();
  std::array<std::vector<std::size_t>, 4> by_language_;
};

}  // namespace

MixedCorpus::MixedCorpus(std::size_t name_count, std::size_t article_count) {
  Writer writer(42);
  names = writer.names(name_count);
  for (std::size_t i = 0; i < article_count; ++i) {
    articles.push_back(writer.article(names));
    bytes += articles.back().size();
  }
}

MixedCorpus::MixedCorpus(std::vector<std::string> given, std::size_t article_count, Named) : names(std::move(given)) {
  Writer writer(42);
  writer.plant(names);
  for (std::size_t i = 0; i < article_count; ++i) {
    articles.push_back(writer.article(names));
    bytes += articles.back().size();
  }
}

bool has_dictionaries() {
  return std::ranges::all_of(languages(), [](Language const& each) { return std::ifstream(each.dictionary).good(); });
}

}  // namespace rasid::bench
