#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/model/id.h"
#include "extractors/model/range.h"

namespace rasid::rules {

/// One span of the text that made a condition true.
struct Evidence {
  ByteRange range;
  std::string term;           // the part of the condition that it satisfies, as written: actor:"Esmail Qaani"
  std::int32_t mention = -1;  // index into the article's mentions where the term is about an entity; -1 otherwise

  friend bool operator==(Evidence const&, Evidence const&) = default;
};

/// One watch holding on one article.
struct Match {
  WatchId watch;
  std::vector<Evidence> evidence;  // ascending by range; never empty unless the condition is about attributes only
  std::uint32_t sentence = 0;  // the sentence that proves it best: the one with most distinct terms, the first of those

  friend bool operator==(Match const&, Match const&) = default;
};

}  // namespace rasid::rules
