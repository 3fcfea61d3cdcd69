#include "daemon/routing/place.h"

#include <algorithm>

namespace rasid::routing {
namespace {

bool passes(std::optional<Severity> const& let_through, Severity severity) {
  return let_through && severity >= *let_through;
}

Result<std::optional<Hold>> over_the_limit(SinkId const& sink, RateLimit const& limit, Severity severity,
                                           store::RoutingStore& store, Timestamp now) {
  if (passes(limit.let_through, severity)) return std::nullopt;
  auto const gathering = store.batch_until(sink, "overflow");
  if (!gathering) return std::unexpected(gathering.error());
  auto const load = store.sink_load(sink, now - limit.per);
  if (!load) return std::unexpected(load.error());
  if (auto const until = overflow_until(limit, *load, *gathering, now)) return Hold{sink, "overflow", *until};
  if (Result<> noted = store.note_sent(sink, now); !noted) return std::unexpected(noted.error());
  return std::nullopt;
}

/// Where the message waits for this sink, if it does.
Result<std::optional<Hold>> hold_for(SinkId const& sink, SinkPolicy const& policy, Alert const& message,
                                     store::RoutingStore& store) {
  Timestamp const now = message.decided;
  if (auto const until = quiet_until(policy, message.severity, now)) return Hold{sink, "quiet", *until};
  if (auto const until = digest_at(policy, message.severity, now)) return Hold{sink, "digest", *until};
  if (policy.group) {
    std::string const batch = group_of(message, policy.group->by);
    auto const gathering = store.batch_until(sink, batch);
    if (!gathering) return std::unexpected(gathering.error());
    return Hold{sink, batch, gathering->value_or(now + policy.group->wait)};
  }
  if (policy.rate) return over_the_limit(sink, *policy.rate, message.severity, store, now);
  return std::nullopt;
}

Result<> place_on_sinks(Alert& message, Policies const& policies, store::RoutingStore& store, bool with_follow_ups) {
  if (policies.empty()) return {};
  std::vector<SinkId> at_once;
  for (SinkId const& sink : message.sinks) {
    auto const found = policies.find(sink);
    if (found == policies.end()) {
      at_once.push_back(sink);
      continue;
    }
    auto hold = hold_for(sink, found->second, message, store);
    if (!hold) return std::unexpected(hold.error());
    if (with_follow_ups) {
      Timestamp const told = *hold ? (*hold)->until : message.decided;
      std::ranges::move(follow_ups(sink, found->second, told), std::back_inserter(message.follow_ups));
    }
    if (*hold) {
      message.held.push_back(**std::move(hold));
    } else {
      at_once.push_back(sink);
    }
  }
  message.sinks = std::move(at_once);
  return {};
}

/// Till the end of the wait that an earlier revision began, if one did.
Result<> let_wait(Alert& message, store::RoutingStore& store) {
  std::string const batch = std::string(waiting_batch) + message.id.value;
  for (SinkId const& sink : message.sinks) {
    auto const gathering = store.batch_until(sink, batch);
    if (!gathering) return std::unexpected(gathering.error());
    message.held.push_back({sink, batch, gathering->value_or(message.decided + message.wait)});
  }
  message.sinks.clear();
  return {};
}

}  // namespace

Result<> place(Alert& message, Policies const& policies, store::RoutingStore& store) {
  if (message.wait > Duration{0}) return let_wait(message, store);
  return place_on_sinks(message, policies, store, true);
}

Result<> place_follow_up(Alert& message, Policies const& policies, store::RoutingStore& store) {
  return place_on_sinks(message, policies, store, false);
}

std::optional<Timestamp> quiet_until(SinkPolicy const& policy, Severity severity, Timestamp now) {
  std::optional<Timestamp> latest;
  for (QuietHours const& quiet : policy.quiet) {
    if (severity >= quiet.let_through) continue;
    if (auto const end = quiet.hours.end_of(now)) latest = std::max(latest.value_or(*end), *end);
  }
  return latest;
}

std::optional<Timestamp> digest_at(SinkPolicy const& policy, Severity severity, Timestamp now) {
  if (!policy.digest || passes(policy.digest->let_through, severity)) return std::nullopt;
  DigestTimes const& times = *policy.digest;
  if (times.every > Duration{0}) return now - now.time_since_epoch() % times.every + times.every;
  return rules::next_time_of_day(times.at, times.time_zone, now);
}

std::optional<Timestamp> overflow_until(RateLimit const& limit, store::SinkLoad const& load,
                                        std::optional<Timestamp> gathering, Timestamp now) {
  if (gathering) return gathering;  // before what came earlier it does not go
  if (load.sent < limit.messages) return std::nullopt;
  return load.oldest.value_or(now) + limit.per;
}

std::string group_of(Alert const& message, Grouping::By by) {
  switch (by) {
    case Grouping::By::watch:
      return "group:" + message.watch.value;
    case Grouping::By::story:
      return "group:" + message.story.value;
    case Grouping::By::severity:
      return "group:" + std::string(to_text(message.severity));
    case Grouping::By::all:
      break;
  }
  return "group:";
}

std::vector<FollowUp> follow_ups(SinkId const& sink, SinkPolicy const& policy, Timestamp told) {
  std::vector<FollowUp> all;
  if (policy.reminders) all.push_back({sink, FollowUp::Kind::reminder, 1, told + policy.reminders->every});
  std::uint32_t step = 0;
  for (Escalation const& escalation : policy.escalations) {
    all.push_back({sink, FollowUp::Kind::escalation, ++step, told + escalation.after});
  }
  return all;
}

}  // namespace rasid::routing
