#include "daemon/route_alerts.h"

#include <optional>

#include "rules/subject.h"

namespace rasid {

void route_alerts(std::span<Alert> alerts, Article const& article, Extraction const& extraction,
                  configuration::Snapshot const& snapshot, routing::SilenceSet const& silences, Timestamp now) {
  if (alerts.empty() || (snapshot.routes.empty() && silences.empty())) return;
  // After a reload the silences may be those of the names before it, or the other way round.
  std::optional<routing::SilenceSet> again;
  if (!silences.fits(snapshot.about_alerts)) again.emplace(silences.all(), snapshot.about_alerts);
  routing::SilenceSet const& fitting = again ? *again : silences;
  rules::DocumentIndex const index(extraction.document);
  for (Alert& alert : alerts) {
    rules::AlertFacts const facts{alert.watch.value, alert.severity};
    rules::Subject const subject{.document = extraction.document,
                                 .index = index,
                                 .mentions = extraction.mentions,
                                 .article = article,
                                 .catalogue = *snapshot.about_alerts.catalogue,
                                 .alert = &facts};
    alert.sinks = routing::sinks_for(snapshot.routes, alert.sinks, subject);
    if (store::Silence const* const silence = fitting.muting(subject, now)) alert.silence = silence->id;
  }
}

}  // namespace rasid
