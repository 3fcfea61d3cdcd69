#include "daemon/fetch/connection_slots.h"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rasid::fetch {

namespace asio = boost::asio;

/// A place in the queue. Leaves the queue, or gives back a slot that nobody took, when its coroutine ends.
class ConnectionSlots::Waiting {
 public:
  Waiting(ConnectionSlots& slots, std::string host)
      : slots_(slots), host_(std::move(host)), wake_(slots.executor_, asio::steady_timer::time_point::max()) {
    place_ = slots_.waiting_.insert(slots_.waiting_.end(), this);
  }
  ~Waiting() {
    if (queued_) slots_.waiting_.erase(place_);
    if (granted_) slots_.release(host_);
  }
  Waiting(Waiting const&) = delete;
  Waiting& operator=(Waiting const&) = delete;

  [[nodiscard]] std::string const& host() const { return host_; }
  asio::steady_timer& wake() { return wake_; }

  void grant() {
    slots_.count(host_);
    slots_.waiting_.erase(place_);
    queued_ = false;
    granted_ = true;
    wake_.cancel();
  }

  std::optional<Slot> taken() {
    if (!std::exchange(granted_, false)) return std::nullopt;
    return Slot(slots_, host_);
  }

 private:
  ConnectionSlots& slots_;
  std::string host_;
  asio::steady_timer wake_;  // never expires: cancelling it is how the coroutine is woken
  std::list<Waiting*>::iterator place_;
  bool queued_ = true;
  bool granted_ = false;
};

ConnectionSlots::Slot& ConnectionSlots::Slot::operator=(Slot&& other) noexcept {
  if (this != &other) {
    give_back();
    of_ = std::exchange(other.of_, nullptr);
    host_ = std::move(other.host_);
  }
  return *this;
}

void ConnectionSlots::Slot::give_back() noexcept {
  if (of_ != nullptr) std::exchange(of_, nullptr)->release(host_);
}

ConnectionSlots::ConnectionSlots(asio::any_io_executor executor, std::uint32_t in_all, std::uint32_t per_host)
    : executor_(std::move(executor)), in_all_(std::max(in_all, 1U)), per_host_(std::max(per_host, 1U)) {}

asio::awaitable<std::optional<ConnectionSlots::Slot>> ConnectionSlots::take(std::string host) {
  if (stopped_) co_return std::nullopt;
  if (free_for(host)) {  // whoever waits, waits for something else: release() lets in all it can
    count(host);
    co_return Slot(*this, std::move(host));
  }
  Waiting waiting(*this, std::move(host));
  co_await waiting.wake().async_wait(asio::as_tuple(asio::use_awaitable));
  co_return waiting.taken();
}

void ConnectionSlots::stop() {
  stopped_ = true;
  for (Waiting* const waiting : waiting_) waiting->wake().cancel();
}

bool ConnectionSlots::free_for(std::string const& host) const {
  if (busy_ >= in_all_) return false;
  auto const found = busy_hosts_.find(host);
  return found == busy_hosts_.end() || found->second < per_host_;
}

void ConnectionSlots::count(std::string const& host) {
  ++busy_hosts_[host];
  ++busy_;
}

void ConnectionSlots::release(std::string const& host) noexcept {
  auto const found = busy_hosts_.find(host);
  if (--found->second == 0) busy_hosts_.erase(found);
  --busy_;
  while (!stopped_ && busy_ < in_all_) {
    auto const next = std::ranges::find_if(waiting_, [&](Waiting* waiting) { return free_for(waiting->host()); });
    if (next == waiting_.end()) break;
    (*next)->grant();
  }
}

}  // namespace rasid::fetch
