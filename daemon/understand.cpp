#include "daemon/understand.h"

#include <array>

#include <fmt/format.h>

#include "daemon/alerts/code_points.h"
#include "daemon/alerts/digest.h"
#include "daemon/alerts/payload.h"
#include "daemon/route_alerts.h"
#include "daemon/stories/read_traits.h"
#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"
#include "rules/event_of.h"

namespace rasid {
namespace {

/// Teasers run to two or three sentences; full reports rarely stay below this many code points.
constexpr std::size_t summary_code_points = 600;

std::vector<store::StoredMention> stored(Extraction const& extraction, entities::Catalogue const& catalogue) {
  std::vector<store::StoredMention> out;
  out.reserve(extraction.mentions.size());
  alerts::CodePoints const points(extraction.document.text());
  for (Mention const& mention : extraction.mentions) {
    out.push_back({catalogue[mention.entity].key, std::string(to_text(mention.kind)), points.at(mention.range.begin),
                   points.at(mention.range.end), std::string(extraction.document.slice(mention.range)),
                   std::string(to_text(mention.method)), mention.confidence});
  }
  return out;
}

/// What is on no list, each name once; of an article that names the world only the first.
std::vector<store::StoredName> new_names(Extraction const& extraction) {
  constexpr std::size_t most = 64;
  std::vector<store::StoredName> out;
  std::map<std::pair<EntityKind, std::string>, std::size_t> known;
  alerts::CodePoints const points(extraction.document.text());
  for (Discovered const& each : extraction.discovered) {
    std::string folded = text::fold(each.canonical);
    auto const [at, fresh] = known.try_emplace({each.kind, folded}, out.size());
    if (!fresh) {
      store::StoredName& name = out[at->second];
      ++name.times;
      name.confidence = std::max<double>(name.confidence, each.confidence);
      continue;
    }
    if (out.size() == most) break;
    out.push_back({.kind = std::string(to_text(each.kind)),
                   .name = each.canonical,
                   .folded = std::move(folded),
                   .cue = std::string(to_text(each.cue)),
                   .begin = points.at(each.range.begin),
                   .end = points.at(each.range.end),
                   .confidence = each.confidence});
  }
  return out;
}

Alert alert_for(rules::Watch const& watch, rules::Match const& match, Findings const& findings,
                Extraction const& extraction, configuration::Snapshot const& snapshot, Timestamp now) {
  Alert alert;
  alert.id = alert_id(watch.id, findings.story);
  alert.watch = watch.id;
  alert.story = findings.story;
  alert.article = findings.article.id;
  alert.severity = watch.severity;
  alert.decided = now;
  alert.sinks = watch.sinks;
  alert.evidence = alerts::evidence_of(extraction.document, match);
  alert.proofs = alerts::proofs_of(extraction, snapshot.extractors.catalogue(), match);
  alert.payload =
      alerts::render_payload({.alert = alert,
                              .watch_title = watch.title,
                              .watch_tags = watch.tags,
                              .article = findings.article,
                              .extraction = extraction,
                              .catalogue = snapshot.extractors.catalogue(),
                              .match = match,
                              .watch_links = watch.around ? std::span<rules::WebLink const>(watch.around->links)
                                                          : std::span<rules::WebLink const>{}});
  return alert;
}

}  // namespace

Findings understand(Article article, configuration::Snapshot const& snapshot, Timestamp now,
                    routing::SilenceSet const& silences) {
  Extraction const extraction = snapshot.extract(article);
  if (!extraction.language.empty()) article.language = extraction.language;
  Findings findings;
  findings.joining = snapshot.settings.stories;
  // What somebody was told about stays the story it was, whatever an edit makes of its words.
  if (!article.told_as.empty()) {
    findings.story = article.told_as;
  } else if (findings.joining.join == stories::Join::identical) {
    findings.story = story_of(text::fold(extraction.document.text()));
  } else {
    findings.story = story_begun_by(article.id);
  }
  if (findings.joining.join != stories::Join::identical) {
    findings.traits = stories::read_traits(article, extraction, snapshot.extractors.catalogue());
  }
  findings.mentions = stored(extraction, snapshot.extractors.catalogue());
  findings.names = new_names(extraction);
  findings.lateness = snapshot.settings.lateness;
  findings.article = std::move(article);
  for (rules::Match const& match : snapshot.watches.match(extraction.document, extraction.mentions, findings.article)) {
    rules::Watch const& watch = *snapshot.watches.find(match.watch);
    findings.alerts.push_back(alert_for(watch, match, findings, extraction, snapshot, now));
    if (watch.around == nullptr) continue;
    auto event =
        rules::event_of(snapshot.watches, watch, match, extraction.document, extraction.mentions, findings.article);
    findings.surrounded.push_back({watch.id, watch.around, std::move(event)});
  }
  route_alerts(findings.alerts, findings.article, extraction, snapshot, silences, now);
  return findings;
}

Findings report_absence(rules::Watch const& watch, Looked looked, FeedId const& feed,
                        configuration::Snapshot const& snapshot, Timestamp now, routing::SilenceSet const& silences) {
  rules::state::Facts const& facts = looked.outcome.verdicts.front().facts;
  std::string const lasted = to_text(std::chrono::floor<std::chrono::minutes>(facts.to - facts.from));
  Findings findings;
  Article& article = findings.article;
  article.feed = feed;
  article.guid = fmt::format("rasid:absent:{}:{}", watch.id.value, to_rfc3339(facts.from));
  article.id.value = alerts::digest128({feed.value, article.guid});
  configuration::FeedSettings const* const settings = snapshot.feed(feed);
  // A place of its own, so that no report is taken for an edit of another.
  article.url = fmt::format("{}#{}", settings != nullptr ? settings->url : std::string{}, article.guid);
  article.title = fmt::format("Nothing for {}: {}", lasted, watch.title);
  article.body = fmt::format("No article since {} for which watch {} holds: {}", to_rfc3339(facts.from), watch.id.value,
                             watch.when);
  article.language = "en";
  article.fetched = now;
  article.published = now;
  article.tags = {"rasid"};
  findings.story = story_of(article.guid);
  Extraction const extraction{.document = text::Document(article), .language = "en", .mentions = {}};
  rules::Match const proof{.watch = watch.id, .evidence = {}, .sentence = 1};
  findings.alerts.push_back(alert_for(watch, proof, findings, extraction, snapshot, now));
  findings.surrounded.push_back({watch.id, watch.around, {}, std::move(looked)});
  route_alerts(findings.alerts, findings.article, extraction, snapshot, silences, now);
  return findings;
}

bool looks_like_summary(std::string_view body) {
  static constexpr std::array<std::string_view, 4> cut = {"…", "...", "[…]", "[...]"};
  bool const ends_cut = std::ranges::any_of(cut, [&](std::string_view end) { return body.ends_with(end); });
  return ends_cut || code_points(body) < summary_code_points;
}

}  // namespace rasid
