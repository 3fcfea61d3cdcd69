#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

namespace rasid::fetch {

/// Lets so many requests through at a time, in all and per host; the rest waits in order of arrival, where a request
/// whose host is busy lets others pass. One thread only: that of the executor.
class ConnectionSlots {
 public:
  ConnectionSlots(boost::asio::any_io_executor executor, std::uint32_t in_all, std::uint32_t per_host);
  ConnectionSlots(ConnectionSlots const&) = delete;
  ConnectionSlots& operator=(ConnectionSlots const&) = delete;

  /// The right to one connection to one host, given back at the end of its life. The ConnectionSlots outlive it.
  class Slot {
   public:
    Slot(ConnectionSlots& of, std::string host) : of_(&of), host_(std::move(host)) {}
    Slot(Slot&& other) noexcept : of_(std::exchange(other.of_, nullptr)), host_(std::move(other.host_)) {}
    Slot& operator=(Slot&& other) noexcept;
    ~Slot() { give_back(); }
    [[nodiscard]] std::string const& host() const noexcept { return host_; }

   private:
    void give_back() noexcept;
    ConnectionSlots* of_;
    std::string host_;
  };

  /// Waits for a slot; nothing where the wait was cancelled or stop() called.
  boost::asio::awaitable<std::optional<Slot>> take(std::string host);

  /// Ends every wait, now and later. Slots already given stay good.
  void stop();

 private:
  class Waiting;

  [[nodiscard]] bool free_for(std::string const& host) const;
  void count(std::string const& host);
  void release(std::string const& host) noexcept;

  boost::asio::any_io_executor executor_;
  std::uint32_t in_all_;
  std::uint32_t per_host_;
  std::uint32_t busy_ = 0;
  std::map<std::string, std::uint32_t> busy_hosts_;
  std::list<Waiting*> waiting_;  // in order of arrival; each lives in the coroutine that waits
  bool stopped_ = false;
};

}  // namespace rasid::fetch
