#include "daemon/fetch/multi.h"

#include <stdexcept>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rasid::fetch {

namespace asio = boost::asio;

namespace {

/// libcurl wants this once before its first use. Never undone: other parts of the process may use libcurl until exit.
void initialise_libcurl() {
  static CURLcode const result = curl_global_init(CURL_GLOBAL_DEFAULT);  // a static, so that threads cannot race
  if (result != CURLE_OK) throw std::runtime_error("libcurl cannot start");
}

}  // namespace

/// A handle under way, from run()'s call to its end.
class Multi::Running {
 public:
  Running(Multi& multi, CURL* easy) : multi_(multi), easy_(easy), ended_(multi.executor_) {
    ended_.expires_at(asio::steady_timer::time_point::max());
    multi_.running_.emplace(easy, this);
    if (curl_multi_add_handle(multi_.multi_.get(), easy) != CURLM_OK) end_with(CURLE_FAILED_INIT);
  }
  ~Running() {
    multi_.running_.erase(easy_);
    take_out();
  }
  Running(Running const&) = delete;
  Running& operator=(Running const&) = delete;

  asio::steady_timer& ended() { return ended_; }
  [[nodiscard]] std::optional<CURLcode> const& verdict() const { return verdict_; }
  [[nodiscard]] bool under_way() const { return !out_; }

  void end_with(std::optional<CURLcode> verdict) {
    verdict_ = verdict;
    take_out();
    ended_.cancel();
  }

 private:
  void take_out() {
    if (!std::exchange(out_, true)) curl_multi_remove_handle(multi_.multi_.get(), easy_);
  }

  Multi& multi_;
  CURL* easy_;
  asio::steady_timer ended_;  // never expires: cancelling it is how the coroutine is woken
  std::optional<CURLcode> verdict_;
  bool out_ = false;
};

/// A descriptor of libcurl's, known to the event loop. libcurl opens and closes it; we only wait on it.
struct Multi::Watch {
  Watch(asio::any_io_executor const& executor, curl_socket_t fd) : descriptor(executor, fd) {}
  ~Watch() { let_go(); }
  Watch(Watch const&) = delete;
  Watch& operator=(Watch const&) = delete;

  /// Takes it out of the event loop without closing it. libcurl calls for this before it closes a socket, so that the
  /// number cannot be in use again while we still listen to it.
  void let_go() {
    wanted = 0;
    if (descriptor.is_open()) descriptor.release();
  }

  asio::posix::stream_descriptor descriptor;
  int wanted = 0;   // CURL_POLL_IN and CURL_POLL_OUT that libcurl asks for
  int waiting = 0;  // those there is a wait under way for
};

Multi::Multi(asio::any_io_executor executor, std::uint32_t connections)
    : executor_(std::move(executor)), timer_(executor_) {
  initialise_libcurl();
  multi_.reset(curl_multi_init());
  if (!multi_) throw std::bad_alloc();
  CURLM* const multi = multi_.get();
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &Multi::on_socket);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &Multi::on_timer);
  curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(connections));
  curl_multi_setopt(multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
}

Multi::~Multi() {
  close();
}

asio::awaitable<std::optional<CURLcode>> Multi::run(CURL* easy) {
  if (!multi_) co_return std::nullopt;
  auto const keep = shared_from_this();
  Running running(*this, easy);
  if (running.under_way()) co_await running.ended().async_wait(asio::as_tuple(asio::use_awaitable));
  co_return running.verdict();
}

void Multi::close() {
  for (auto const& [easy, running] : running_) running->end_with(std::nullopt);
  multi_.reset();
  timer_.cancel();
  watches_.clear();
}

int Multi::on_socket(CURL*, curl_socket_t fd, int what, void* self, void*) noexcept {
  what == CURL_POLL_REMOVE ? static_cast<Multi*>(self)->unwatch(fd) : static_cast<Multi*>(self)->watch(fd, what);
  return 0;
}

int Multi::on_timer(CURLM*, long milliseconds, void* self) noexcept {
  static_cast<Multi*>(self)->set_timer(milliseconds);
  return 0;
}

void Multi::watch(curl_socket_t fd, int what) {
  auto& watch = watches_[fd];
  if (!watch) watch = std::make_shared<Watch>(executor_, fd);
  watch->wanted = what & CURL_POLL_INOUT;
  wait_for(watch, CURL_POLL_IN);
  wait_for(watch, CURL_POLL_OUT);
}

void Multi::unwatch(curl_socket_t fd) {
  if (auto const found = watches_.find(fd); found != watches_.end()) {
    found->second->let_go();
    watches_.erase(found);
  }
}

void Multi::wait_for(std::shared_ptr<Watch> const& watch, int direction) {
  if ((watch->wanted & direction) == 0 || (watch->waiting & direction) != 0) return;
  watch->waiting |= direction;
  auto const wait_type =
      direction == CURL_POLL_IN ? asio::posix::descriptor_base::wait_read : asio::posix::descriptor_base::wait_write;
  watch->descriptor.async_wait(wait_type,
                               [weak = weak_from_this(), watch, direction](boost::system::error_code const& error) {
                                 watch->waiting &= ~direction;
                                 auto const self = weak.lock();
                                 if (!self || (watch->wanted & direction) == 0)
                                   return;  // libcurl closed the socket or lost interest
                                 int const event = direction == CURL_POLL_IN ? CURL_CSELECT_IN : CURL_CSELECT_OUT;
                                 self->act(watch->descriptor.native_handle(), error ? CURL_CSELECT_ERR : event);
                                 self->wait_for(watch, direction);
                               });
}

void Multi::set_timer(long milliseconds) {
  if (milliseconds < 0) {
    timer_.cancel();
    return;
  }
  if (milliseconds == 0) {  // at once, and often: not worth the kernel's timer
    timer_.cancel();
    bool const asked = std::exchange(act_soon_, true);
    if (asked) return;
    asio::post(executor_, [weak = weak_from_this()] {
      auto const self = weak.lock();
      if (!self) return;
      self->act_soon_ = false;
      self->act(CURL_SOCKET_TIMEOUT, 0);
    });
    return;
  }
  timer_.expires_after(std::chrono::milliseconds{milliseconds});
  timer_.async_wait([weak = weak_from_this()](boost::system::error_code const& error) {
    if (auto const self = weak.lock(); self && !error) self->act(CURL_SOCKET_TIMEOUT, 0);
  });
}

void Multi::act(curl_socket_t fd, int events) {
  if (!multi_) return;
  int left = 0;
  curl_multi_socket_action(multi_.get(), fd, events, &left);
  while (CURLMsg const* const message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    auto const verdict = message->data.result;  // the message is gone once its handle is taken out
    if (auto const found = running_.find(message->easy_handle); found != running_.end()) {
      found->second->end_with(verdict);
    }
  }
}

}  // namespace rasid::fetch
