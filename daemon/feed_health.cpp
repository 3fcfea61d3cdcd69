#include "daemon/feed_health.h"

#include <fmt/format.h>

#include "daemon/alerts/digest.h"
#include "daemon/alerts/payload.h"
#include "daemon/route_alerts.h"

namespace rasid {
namespace {

using Kind = PollOutcome::Kind;

constexpr char const* watch_id = "feed_failing";

Duration whole_minutes(Duration d) {
  return d < std::chrono::minutes{1} ? d : std::chrono::floor<std::chrono::minutes>(d);
}

/// The report in words, as an article: sinks, templates and the archive treat it as any other.
Article report(DueFeed const& feed, PollOutcome const& outcome, Timestamp since, Timestamp now) {
  bool const well = outcome.kind == Kind::fetched;
  std::string const lasted = to_text(whole_minutes(now - since));
  Article article;
  article.feed = feed.feed.id;
  article.guid = fmt::format("rasid:{}:{}:{}", watch_id, to_rfc3339(since), well ? "well" : "failing");
  article.id.value = alerts::digest128({feed.feed.id.value, article.guid});
  // A place of its own, so that no report is taken for an edit of another.
  article.url = fmt::format("{}#rasid-{}-{}", feed.feed.url, to_rfc3339(since), well ? "well" : "failing");
  article.language = "en";
  article.fetched = now;
  article.published = now;
  article.tags = {"rasid"};
  if (well) {
    article.title = fmt::format("The feed \"{}\" is well again", feed.feed.title);
    article.body = fmt::format("{} could be read again after {}.", feed.feed.url, lasted);
  } else if (outcome.kind == Kind::gone) {
    article.title = fmt::format("The feed \"{}\" is gone", feed.feed.title);
    article.body = fmt::format("{} is polled no more. The last answer: {}.", feed.feed.url, outcome.error);
  } else {
    article.title = fmt::format("The feed \"{}\" has failed for {}", feed.feed.title, lasted);
    article.body =
        fmt::format("{} cannot be read since {}. The last error: {}.", feed.feed.url, to_rfc3339(since), outcome.error);
  }
  return article;
}

}  // namespace

std::optional<HealthReport> health_report(DueFeed const& read, PollOutcome const& outcome,
                                          configuration::Snapshot const& snapshot, routing::SilenceSet const& silences,
                                          Timestamp now) {
  configuration::FeedFailingSettings const& wanted = snapshot.settings.feed_failing;
  if (wanted.after == Duration{0}) return std::nullopt;
  bool const well = outcome.kind == Kind::fetched;
  Timestamp const since = read.state.failing_since.value_or(now);
  auto const limit = static_cast<double>(wanted.after.count()) * snapshot.settings.polling.time_scale;
  bool const long_enough = static_cast<double>((now - since).count()) >= limit || outcome.kind == Kind::gone;
  if (read.state.failing_told != well || (!well && !long_enough)) return std::nullopt;

  HealthReport out{!well, {}, snapshot.policies};
  out.record.article = report(read, outcome, since, now);
  out.record.story = story_of(fmt::format("{}\n{}\n{}", watch_id, read.feed.id.value, to_rfc3339(since)));
  Alert alert;
  alert.watch = {watch_id};
  alert.story = out.record.story;
  alert.id = alert_id(alert.watch, alert.story);
  alert.revision = well ? 2 : 1;
  alert.article = out.record.article.id;
  alert.decided = now;
  alert.sinks = wanted.sinks;
  Extraction extraction = snapshot.extractors.extract(out.record.article);
  extraction.mentions.clear();  // a feed's name is no news about whoever bears it
  rules::Match proof{.watch = alert.watch};
  // The sentence that says why: the one with the error.
  auto const why = extraction.document.text().find(well ? out.record.article.body : outcome.error);
  if (why != std::string_view::npos) proof.sentence = extraction.document.sentence_at(static_cast<std::uint32_t>(why));
  alert.payload = alerts::render_payload({.alert = alert,
                                          .watch_title = well ? "Feed is well again" : "Feed is failing",
                                          .watch_tags = {},
                                          .article = out.record.article,
                                          .extraction = extraction,
                                          .catalogue = snapshot.extractors.catalogue(),
                                          .match = proof});
  route_alerts({&alert, 1}, out.record.article, extraction, snapshot, silences, now);
  if (alert.silence.empty()) {
    out.record.alerts.push_back(std::move(alert));
  } else {
    out.record.suppressions.push_back({alert.watch, alert.article, "silenced:" + alert.silence, {}});
    out.record.silenced.push_back(std::move(alert));
  }
  return out;
}

}  // namespace rasid
