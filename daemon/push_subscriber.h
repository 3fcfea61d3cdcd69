#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/configuration/snapshot.h"
#include "daemon/fetch/fetcher.h"
#include "daemon/http_server/server.h"
#include "daemon/log/log.h"
#include "daemon/push/subscription.h"
#include "daemon/store/store_thread.h"
#include "daemon/task_group.h"
#include "extractors/model/time.h"

namespace rasid {

/// Who takes what hubs push. Called on the I/O thread.
class PushReceiver {
 public:
  virtual ~PushReceiver() = default;
  /// A document that a hub pushed for the feed. Without an error it is stored, or nothing can be made of it.
  virtual boost::asio::awaitable<Result<>> take(FeedId feed, fetch::Response document) = 0;
  /// No hub pushes the feed any more: it is polled as others are.
  virtual void unpushed(FeedId const& feed) = 0;
};

/// What hubs did since the start.
struct PushCounts {
  std::uint64_t verified = 0;        // subscriptions and renewals
  std::uint64_t denied = 0;          // by hubs
  std::uint64_t failed = 0;          // requests to hubs
  std::uint64_t unasked = 0;         // verifications of what was not asked for
  std::uint64_t documents = 0;       // pushed and taken
  std::uint64_t bad_signatures = 0;  // pushed with a wrong signature or none, and ignored
};

/// The WebSub subscriber (https://www.w3.org/TR/websub/): subscribes where publishers offer a hub, answers the hubs at
/// callbacks, renews leases before their end, and hands on what is pushed and truly signed. Does nothing where `push`
/// is not configured. Everything here runs on the I/O thread.
class PushSubscriber final : public http_server::Handler {
 public:
  using Snapshot = std::shared_ptr<configuration::Snapshot const>;
  struct Parts {
    boost::asio::io_context& io;
    Clock const& clock;
    log::Logger const& log;
    fetch::Fetcher& fetcher;
    store::StoreThread& store;
  };

  PushSubscriber(Parts parts, PushReceiver& receiver);

  /// Reads what the store remembers: once, before the first poll; configure() follows.
  boost::asio::awaitable<void> load();
  /// Asks hubs when it is time to, until stop(). Leases stand over a restart: nothing is unsubscribed at the end.
  boost::asio::awaitable<void> run();
  void stop();

  /// Feeds, addresses and pauses in force from now on. What is wanted no more is unsubscribed from.
  void configure(Snapshot snapshot);

  /// A poll brought a hub's name.
  void offered(configuration::FeedSettings const& feed, push::Offer const& offer);
  /// How long a feed need not be polled after a poll; nothing where no hub pushes it.
  [[nodiscard]] std::optional<Duration> poll_pause(FeedId const& feed) const;
  [[nodiscard]] PushCounts const& counts() const noexcept { return counts_; }
  /// Those of the feeds, as they stand now.
  [[nodiscard]] std::vector<store::PushSubscription> subscriptions() const;

  // The callbacks.
  std::optional<http_server::Reply> refuse(http_server::Head const& head) override;
  boost::asio::awaitable<http_server::Reply> answer(http_server::Request request) override;

 private:
  struct Held {
    push::Subscription is;
    bool allow_private = false;  // the hub may be on loopback, as the feed
    bool complained = false;     // of a wrong signature
    Timestamp due{};             // its place in due_
  };

  Held* find(std::string_view token);
  void keep(push::Subscription subscription, bool allow_private);
  void place(Held& held);
  void changed(Held& held);
  void give_up(Held& held, Timestamp now);
  void forget(std::string token);
  void listen();
  void attend_to_due(Timestamp now);
  boost::asio::awaitable<void> ask(std::string token);
  boost::asio::awaitable<void> send_request(std::string token);
  boost::asio::awaitable<void> store_one(push::Subscription subscription);
  boost::asio::awaitable<void> forget_stored(std::string token);
  boost::asio::awaitable<bool> save(push::Subscription subscription);
  boost::asio::awaitable<http_server::Reply> verify(std::string token, std::string target);
  boost::asio::awaitable<http_server::Reply> receive(std::string token, http_server::Request request);

  Parts at_;
  PushReceiver& receiver_;
  Snapshot snapshot_;
  push::Timing timing_;
  std::unordered_map<std::string, Held> all_;        // by token
  std::unordered_map<FeedId, std::string> of_feed_;  // the token of the one that is wanted
  std::set<std::pair<Timestamp, std::string>> due_;  // all of them, by time and token
  std::unique_ptr<http_server::Server> server_;
  std::optional<configuration::PushSettings> listening_as_;
  bool listening_failed_ = false;  // was said
  std::size_t asking_ = 0;         // requests under way
  bool stopping_ = false;
  PushCounts counts_;
  boost::asio::steady_timer wake_;
  TaskGroup tasks_;  // last: its tasks use everything above
};

}  // namespace rasid
