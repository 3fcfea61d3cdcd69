#include "daemon/store/sqlite_routing.h"

namespace rasid::store {

Result<std::vector<Silence>> SqliteRouting::silences(Timestamp now) {
  return batch_.call<std::vector<Silence>>("reading the silences", [&](Totals&) { return rows_.silences(now); });
}

Result<SinkLoad> SqliteRouting::sink_load(SinkId const& sink, Timestamp since) {
  return batch_.call<SinkLoad>("counting what sink " + sink.value + " was sent",
                               [&](Totals&) { return rows_.load(sink, since); });
}

Result<> SqliteRouting::note_sent(SinkId const& sink, Timestamp now) {
  return batch_.call<void>("counting what sink " + sink.value + " was sent",
                           [&](Totals&) { rows_.note_sent(sink, now); });
}

Result<std::optional<Timestamp>> SqliteRouting::batch_until(SinkId const& sink, std::string const& batch) {
  return batch_.call<std::optional<Timestamp>>("reading held alerts",
                                               [&](Totals&) { return rows_.until(sink, batch); });
}

Result<std::vector<HeldBatch>> SqliteRouting::due_batches(Timestamp now, std::size_t most) {
  return batch_.call<std::vector<HeldBatch>>("reading held alerts",
                                             [&](Totals&) { return rows_.due_batches(now, most); });
}

Result<std::vector<HeldMessage>> SqliteRouting::held(HeldBatch const& batch, std::size_t most) {
  return batch_.call<std::vector<HeldMessage>>("reading held alerts", [&](Totals&) { return rows_.held(batch, most); });
}

Result<> SqliteRouting::hold(Alert const& message) {
  return batch_.call<void>("holding alert " + message.id.value, [&](Totals&) { rows_.add(message); });
}

Result<> SqliteRouting::postpone(HeldBatch const& batch, Timestamp until) {
  return batch_.call<void>("holding alerts longer", [&](Totals&) { rows_.postpone(batch, until); });
}

Result<> SqliteRouting::release(HeldBatch const& batch, std::vector<HeldMessage> const& messages, Timestamp now) {
  return batch_.call<void>("releasing held alerts", [&](Totals& totals) {
    for (HeldMessage const& held : messages) {
      if (!rows_.forget(batch, held)) continue;
      Alert message;
      message.id = held.alert;
      message.revision = held.revision;
      message.story = held.story;
      message.decided = now;
      if (outbox_.add(message, batch.sink)) ++totals.pending;
    }
  });
}

Result<> SqliteRouting::forget_held(HeldBatch const& batch, std::vector<HeldMessage> const& messages) {
  return batch_.call<void>("releasing held alerts", [&](Totals&) {
    for (HeldMessage const& held : messages) rows_.forget(batch, held);
  });
}

Result<std::vector<DueFollowUp>> SqliteRouting::due_follow_ups(Timestamp now, std::size_t most) {
  return batch_.call<std::vector<DueFollowUp>>("reading what is to follow",
                                               [&](Totals&) { return rows_.due_follow_ups(now, most); });
}

Result<> SqliteRouting::end_follow_up(DueFollowUp const& done, std::optional<FollowUp> const& next) {
  return batch_.call<void>("settling a follow-up of alert " + done.alert.value, [&](Totals&) {
    rows_.end(done);
    if (next) rows_.add(done.alert, *next);
  });
}

Result<> SqliteRouting::tell(Alert const& message, AlertId const& like) {
  return batch_.call<void>("storing message " + message.id.value, [&](Totals& totals) {
    if (auto const cause = rows_.cause_of(like)) store_alert_(message, *cause, totals);
  });
}

Result<std::optional<Timestamp>> SqliteRouting::next_due() {
  return batch_.call<std::optional<Timestamp>>("reading held alerts", [&](Totals&) { return rows_.next_due(); });
}

}  // namespace rasid::store
