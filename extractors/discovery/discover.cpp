#include "extractors/discovery/discover.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "extractors/discovery/plain_name.h"
#include "extractors/text/fold.h"

namespace rasid {
namespace {

constexpr std::size_t limit_name_bytes = 200;
constexpr float least_confidence = 0.4F;
constexpr float sure_of_another_kind = 0.8F;
constexpr float sure_mention = 0.75F;  // above it, a listed name is what the list says

/// The word that holds the byte, where what was peeled stands before it.
text::Token const& word_at(text::Document const& document, std::uint32_t byte) {
  auto const tokens = document.tokens();
  std::uint32_t const next = document.token_at(byte);
  return next > 0 && tokens[next - 1].range.end > byte ? tokens[next - 1] : tokens[next];
}

bool is_one_word(text::Document const& document, ByteRange range) {
  return word_at(document, range.begin).range.end >= range.end;
}

/// The names that overlap a range; both lists ascend and names do not overlap each other.
std::span<tagger::Name const> overlapping(std::vector<tagger::Name> const& names, ByteRange range) {
  auto const first = std::ranges::partition_point(names, [&](auto const& n) { return n.range.end <= range.begin; });
  auto last = first;
  while (last != names.end() && last->range.begin < range.end) ++last;
  return {first, last};
}

/// Statistics decide single ambiguous words, and lower what is said of a town that bears a person's name.
void weigh(text::Document const& document, entities::Catalogue const& catalogue, std::vector<tagger::Name> const& names,
           std::vector<Mention>& mentions) {
  for (Mention& mention : mentions) {
    if (mention.method == Method::role || mention.method == Method::derived) continue;
    if (!is_one_word(document, mention.range)) continue;
    auto const seen = overlapping(names, mention.range);
    bool const otherwise = !seen.empty() && seen.front().kind != mention.kind;
    bool const doubted = mention.confidence < sure_mention && otherwise;
    bool const country = mention.kind == EntityKind::place && catalogue.place_kind(mention.entity) == "country";
    bool const of_a_person = mention.kind == EntityKind::place && !country && otherwise &&
                             seen.front().kind == EntityKind::person && seen.front().confidence >= sure_of_another_kind;
    if (doubted || of_a_person) mention.confidence = std::min(mention.confidence, confidence_contradicted);
  }
}

/// True where the lists say all that the name says.
bool is_listed(tagger::Name const& name, std::span<Mention const> mentions) {
  return std::ranges::any_of(mentions, [&](Mention const& m) {
    return m.method != Method::role && m.confidence > confidence_contradicted && m.range.overlaps(name.range) &&
           (m.range.contains(name.range) || m.range.end == name.range.end) && m.range.size() * 2 > name.range.size();
  });
}

/// Arabic and Hebrew write "and", "to", "in" together with the name after it.
ByteRange without_proclitic(text::Document const& document, std::string_view language, tagger::Name const& name) {
  if (!name.proclitic_known || (language != "ar" && language != "he" && language != "iw")) return name.range;
  text::Token const& token = word_at(document, name.range.begin);
  std::vector<text::Reading> readings;
  document.readings(token, readings);
  std::uint32_t most = 0;
  for (text::Reading const& reading : readings) most = std::max(most, reading.skipped);
  return {name.range.begin + most, name.range.end};
}

/// Joins the mentions of one name: a person's by the last word, others' by all words.
class FullForms {
 public:
  explicit FullForms(text::Document const& document) : document_(document) {}

  void add(Discovered const& each) {
    std::string& known = full_[key(each)];
    std::string_view const surface = document_.slice(each.range);
    if (surface.size() > known.size()) known = one_line(surface);
  }
  [[nodiscard]] std::string const& of(Discovered const& each) { return full_[key(each)]; }

 private:
  static std::string one_line(std::string_view surface) {
    std::string out;
    for (char const c : surface) {
      bool const space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!space)
        out += c;
      else if (!out.empty() && out.back() != ' ')
        out += ' ';
    }
    return out;
  }

  [[nodiscard]] std::string key(Discovered const& each) const {
    std::string words = text::fold(document_.slice(each.range));
    if (each.kind == EntityKind::person && words.find(' ') != std::string::npos) words.erase(0, words.rfind(' ') + 1);
    return fmt::format("{} {}", to_text(each.kind), words);
  }

  text::Document const& document_;
  std::unordered_map<std::string, std::string> full_;
};

}  // namespace

std::vector<Discovered> discover(tagger::Tagger const& tagger, text::Document const& document,
                                 std::string_view language, entities::Catalogue const& catalogue,
                                 std::vector<Mention>& mentions) {
  std::vector<tagger::Name> const names = tagger.names(document, catalogue, mentions);
  weigh(document, catalogue, names, mentions);
  std::vector<Discovered> out;
  FullForms forms(document);
  std::size_t first = 0;  // of the mentions that may reach to the name; they ascend by begin
  for (tagger::Name const& name : names) {
    if (out.size() == limit_discovered) break;
    if (name.confidence < least_confidence || name.range.size() > limit_name_bytes) continue;
    while (first < mentions.size() && mentions[first].range.end <= name.range.begin) ++first;
    std::size_t past = first;
    while (past < mentions.size() && mentions[past].range.begin < name.range.end) ++past;
    if (is_listed(name, std::span(mentions).subspan(first, past - first))) continue;
    ByteRange const range = plain_name(document, without_proclitic(document, language, name), name.kind);
    if (range.empty()) continue;
    out.push_back({range, name.kind, name.confidence, name.cue, document.sentence_at(name.range.begin), {}});
    forms.add(out.back());
  }
  for (Discovered& each : out) each.canonical = forms.of(each);
  return out;
}

}  // namespace rasid
