#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rasid::bench {

/// Articles of about 3 KB, 60% Arabic, 15% Persian, 5% Hebrew, 20% English, of the words of Debian's spelling
/// dictionaries in Zipf's frequencies, with 11.5 planted names each; and the names: one to four words of the same
/// dictionaries, no two that fold alike. The same for the same counts.
inline constexpr struct Named {
} named;

struct MixedCorpus {
  static constexpr std::size_t all_articles = 16'510;

  std::vector<std::string> names;
  std::vector<std::string> articles;
  std::size_t bytes = 0;

  MixedCorpus(std::size_t names, std::size_t articles);
  /// With these names, each in articles of the language whose script it is written in.
  MixedCorpus(std::vector<std::string> names, std::size_t articles, Named);
};

/// Whether the dictionaries are installed: hunspell-ar, myspell-fa, hunspell-he, wamerican.
[[nodiscard]] bool has_dictionaries();

}  // namespace rasid::bench
