#include <set>

#include "daemon/alerts/digest.h"
#include "daemon/alerts/payload.h"
#include "extractors/text/fold.h"

namespace rasid::alerts {

std::string evidence_of(text::Document const& document, rules::Match const& match) {
  std::set<std::string> proofs;
  for (rules::Evidence const& evidence : match.evidence) {
    proofs.insert(digest128({evidence.term, text::fold(document.slice(evidence.range))}));
  }
  std::string all;
  for (std::string const& proof : proofs) all += proof;
  auto const sentences = document.sentences();
  std::string sentence;
  if (match.sentence < sentences.size() && !match.evidence.empty())
    sentence = text::fold(document.slice(sentences[match.sentence]));
  return digest128({"evidence", all, sentence});
}

}  // namespace rasid::alerts
