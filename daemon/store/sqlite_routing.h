#pragma once

#include <functional>

#include "daemon/store/batch.h"
#include "daemon/store/outbox_rows.h"
#include "daemon/store/routing_rows.h"

namespace rasid::store {

/// RoutingStore over its rows; part of the SQLite store, whose batch it shares.
class SqliteRouting final : public RoutingStore {
 public:
  /// Stores a message with all that goes with it.
  using StoreAlert = std::function<bool(Alert const&, ArticleRow, Totals&)>;

  SqliteRouting(Batch& batch, RoutingRows& rows, OutboxRows& outbox, StoreAlert store_alert)
      : batch_(batch), rows_(rows), outbox_(outbox), store_alert_(std::move(store_alert)) {}

  Result<std::vector<Silence>> silences(Timestamp now) override;
  Result<SinkLoad> sink_load(SinkId const& sink, Timestamp since) override;
  Result<> note_sent(SinkId const& sink, Timestamp now) override;
  Result<std::optional<Timestamp>> batch_until(SinkId const& sink, std::string const& batch) override;
  Result<std::vector<HeldBatch>> due_batches(Timestamp now, std::size_t most) override;
  Result<std::vector<HeldMessage>> held(HeldBatch const& batch, std::size_t most) override;
  Result<> hold(Alert const& message) override;
  Result<> postpone(HeldBatch const& batch, Timestamp until) override;
  Result<> release(HeldBatch const& batch, std::vector<HeldMessage> const& messages, Timestamp now) override;
  Result<> forget_held(HeldBatch const& batch, std::vector<HeldMessage> const& messages) override;
  Result<std::vector<DueFollowUp>> due_follow_ups(Timestamp now, std::size_t most) override;
  Result<> end_follow_up(DueFollowUp const& done, std::optional<FollowUp> const& next) override;
  Result<> tell(Alert const& message, AlertId const& like) override;
  Result<std::optional<Timestamp>> next_due() override;

 private:
  Batch& batch_;
  RoutingRows& rows_;
  OutboxRows& outbox_;
  StoreAlert store_alert_;
};

}  // namespace rasid::store
