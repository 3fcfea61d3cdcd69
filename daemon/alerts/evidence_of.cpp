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

std::vector<std::uint32_t> proofs_of(Extraction const& extraction, entities::Catalogue const& catalogue,
                                     rules::Match const& match) {
  std::set<std::uint32_t> proofs;
  for (rules::Evidence const& evidence : match.evidence) {
    std::string actor;
    if (evidence.mention >= 0) {
      entities::Entity const& entity =
          catalogue[extraction.mentions[static_cast<std::size_t>(evidence.mention)].entity];
      // A story's articles name many places on the way, and each would be news.
      if (entity.kind != EntityKind::place) actor = entity.key;
    }
    std::string const digest = digest128({"proof", evidence.term, actor});
    proofs.insert(static_cast<std::uint32_t>(std::stoul(digest.substr(0, 8), nullptr, 16)));
  }
  return {proofs.begin(), proofs.end()};
}

}  // namespace rasid::alerts
