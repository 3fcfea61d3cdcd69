#include "extractors/gazetteer/compile/word_list.h"

#include <unicode/uchar.h>

#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"

namespace rasid::gazetteer {

void add_words(std::string_view dictionary, std::unordered_set<std::string>& out) {
  while (!dictionary.empty()) {
    std::size_t const end = std::min(dictionary.find('\n'), dictionary.size());
    std::string_view const line = dictionary.substr(0, end);
    dictionary.remove_prefix(std::min(end + 1, dictionary.size()));
    std::string_view const word = line.substr(0, line.find_first_of("/ \t\r'"));
    if (word.empty() || !u_isalpha(static_cast<UChar32>(decode(word, 0).value))) continue;
    if (u_isUUppercase(static_cast<UChar32>(decode(word, 0).value))) continue;
    out.insert(text::fold(word));
  }
}

}  // namespace rasid::gazetteer
