#include "tests/support/http_server.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include <fmt/format.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "tests/support/compress.h"

namespace rasid::test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

/// Every operation gives (error, result) instead of throwing: clients that leave are what is tested.
constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

bool names(Reply const& reply, std::string_view header) {
  return std::ranges::any_of(reply.headers, [&](auto const& pair) { return lower(pair.first) == header; });
}

/// Status line and headers.
std::string head_of(Reply const& reply) {
  std::string out = fmt::format(
      "HTTP/1.1 {} {}\r\n", reply.status,
      std::string_view(beast::http::obsolete_reason(beast::http::int_to_status(static_cast<unsigned>(reply.status)))));
  for (auto const& [name, value] : reply.headers) out += fmt::format("{}: {}\r\n", name, value);
  bool const bodyless = reply.status == 304 || reply.status == 204;
  if (reply.endless) {
    out += "Transfer-Encoding: chunked\r\n";
  } else if (reply.stated_length) {
    out += fmt::format("Content-Length: {}\r\n", *reply.stated_length);
  } else if (!bodyless && !names(reply, "content-length") && !names(reply, "transfer-encoding")) {
    out += fmt::format("Content-Length: {}\r\n", reply.body.size());
  }
  if (reply.close) out += "Connection: close\r\n";
  return out + "\r\n";
}

asio::awaitable<bool> send(tcp::socket& socket, std::string_view bytes) {
  auto const [error, sent] = co_await asio::async_write(socket, asio::buffer(bytes), quietly);
  co_return !error;
}

asio::awaitable<void> pause(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(quietly);
}

/// All at once, or byte by byte with a pause after each.
asio::awaitable<bool> send_at(tcp::socket& socket, std::string_view bytes, std::chrono::milliseconds drip) {
  if (drip.count() == 0) co_return co_await send(socket, bytes);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (!co_await send(socket, bytes.substr(i, 1))) co_return false;
    co_await pause(drip);
  }
  co_return true;
}

asio::awaitable<void> send_for_ever(tcp::socket& socket, std::string_view piece) {
  std::string const bytes = piece.empty() ? std::string(16384, 'x') : std::string(piece);
  std::string const chunk = fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
  while (co_await send(socket, chunk)) {
  }
}

asio::awaitable<void> wait_until_the_client_leaves(tcp::socket& socket) {
  char sink[1024];
  for (;;) {
    auto const [error, bytes] = co_await socket.async_read_some(asio::buffer(sink), quietly);
    if (error) co_return;
  }
}

/// Sends the reply; true where the connection can take another request.
asio::awaitable<bool> answer(tcp::socket& socket, Seen const& seen, Reply const& reply) {
  if (reply.delay.count() > 0) co_await pause(reply.delay);
  if (reply.reset) {
    socket.set_option(asio::socket_base::linger(true, 0));
    co_return false;
  }
  if (reply.silent) {
    co_await wait_until_the_client_leaves(socket);
    co_return false;
  }
  if (reply.raw) {
    co_await send_at(socket, *reply.raw, reply.drip);
    co_return false;
  }
  std::string const head = head_of(reply);
  if (!co_await send(socket, head)) co_return false;
  if (reply.endless) {
    co_await send_for_ever(socket, reply.body);
    co_return false;
  }
  bool sent = true;
  if (seen.method != "HEAD" && reply.status != 304 && reply.status != 204) {
    sent = co_await send_at(socket, reply.body, reply.drip);
  }
  co_return sent && !reply.close && !reply.stated_length;
}

/// Adds one to a number for as long as it lives.
class Counted {
 public:
  explicit Counted(std::atomic<std::size_t>& number) : number_(number), value_(++number) {}
  ~Counted() { --number_; }
  Counted(Counted const&) = delete;
  Counted& operator=(Counted const&) = delete;
  [[nodiscard]] std::size_t value() const { return value_; }

 private:
  std::atomic<std::size_t>& number_;
  std::size_t value_;
};

}  // namespace

class HttpServer::Impl {
 public:
  Impl(Handler handler, std::string const& address)
      : handler_(std::move(handler)), acceptor_(io_, tcp::endpoint(asio::ip::make_address(address), 0)) {
    endpoint_ = acceptor_.local_endpoint();
    asio::co_spawn(io_, accept(), asio::detached);
  }

  // Apart from construction and destruction: a handler may ask the server for its URL, so the server's pointer to this
  // must stand before the first request and until the last.
  void start() {
    thread_ = std::thread([this] { io_.run(); });
  }
  void stop() {
    io_.stop();
    thread_.join();
  }

  asio::awaitable<void> accept() {
    for (;;) {
      auto [error, socket] = co_await acceptor_.async_accept(quietly);
      if (error) continue;
      asio::co_spawn(io_, converse(std::move(socket), ++accepted), asio::detached);
    }
  }

  asio::awaitable<void> converse(tcp::socket socket, std::size_t connection) {
    Counted const one_open(open);
    socket.set_option(tcp::no_delay(true));
    beast::flat_buffer buffer;
    for (bool more = true; more;) {
      beast::http::request_parser<beast::http::string_body> parser;
      parser.body_limit(64U << 20U);
      auto const [error, bytes] = co_await beast::http::async_read(socket, buffer, parser, quietly);
      if (error) co_return;
      Counted const one_busy(busy_);
      most_busy = std::max<std::size_t>(most_busy, one_busy.value());
      Seen const seen = seen_in(parser.get(), connection);
      Reply const reply = reply_to(seen);
      more = co_await answer(socket, seen, reply) && parser.get().keep_alive();
    }
  }

  void serve(std::string target, Reply reply) {
    std::lock_guard const lock(mutex_);
    served_[std::move(target)] = std::move(reply);
  }

  [[nodiscard]] std::string url(std::string_view target) const {
    auto const host = endpoint_.address().to_string();
    bool const v6 = endpoint_.address().is_v6();
    return fmt::format("http://{}{}{}:{}{}", v6 ? "[" : "", host, v6 ? "]" : "", endpoint_.port(), target);
  }
  [[nodiscard]] std::uint16_t port() const { return endpoint_.port(); }

  [[nodiscard]] std::vector<Seen> requests() const {
    std::lock_guard const lock(mutex_);
    return seen_;
  }

  [[nodiscard]] bool wait_for_requests(std::size_t count, std::chrono::milliseconds deadline) const {
    std::unique_lock lock(mutex_);
    return arrived_.wait_for(lock, deadline, [&] { return seen_.size() >= count; });
  }

  std::atomic<std::size_t> accepted = 0;
  std::atomic<std::size_t> open = 0;
  std::atomic<std::size_t> most_busy = 0;

 private:
  static Seen seen_in(beast::http::request<beast::http::string_body> const& request, std::size_t connection) {
    Seen seen{.method = std::string(request.method_string()),
              .target = std::string(request.target()),
              .headers = {},
              .body = request.body(),
              .at = std::chrono::steady_clock::now(),
              .connection = connection};
    for (auto const& field : request) {
      seen.headers.emplace(lower(std::string_view(field.name_string())), std::string(field.value()));
    }
    return seen;
  }

  Reply reply_to(Seen const& seen) {
    {
      std::lock_guard const lock(mutex_);
      seen_.push_back(seen);
      arrived_.notify_all();
      if (auto const found = served_.find(seen.target); found != served_.end()) return found->second;
    }
    return handler_ ? handler_(seen) : Reply{.status = 404};
  }

  Handler handler_;
  tcp::endpoint endpoint_;
  mutable std::mutex mutex_;
  mutable std::condition_variable arrived_;
  std::vector<Seen> seen_;
  std::map<std::string, Reply> served_;
  std::atomic<std::size_t> busy_ = 0;
  asio::io_context io_{1};  // goes before all above, which the connections it still holds refer to
  tcp::acceptor acceptor_;
  std::thread thread_;
};

HttpServer::HttpServer() : HttpServer(Handler{}) {}
HttpServer::HttpServer(Handler handler, std::string const& address)
    : impl_(std::make_unique<Impl>(std::move(handler), address)) {
  impl_->start();
}
HttpServer::~HttpServer() {
  impl_->stop();
}

void HttpServer::serve(std::string target, Reply reply) {
  impl_->serve(std::move(target), std::move(reply));
}
void HttpServer::serve_text(std::string target, std::string body, std::string content_type) {
  Reply reply{.headers = {{"Content-Type", std::move(content_type)}}, .body = std::move(body)};
  impl_->serve(std::move(target), std::move(reply));
}

std::uint16_t HttpServer::port() const {
  return impl_->port();
}
std::string HttpServer::url(std::string_view target) const {
  return impl_->url(target);
}
std::vector<Seen> HttpServer::requests() const {
  return impl_->requests();
}
std::vector<Seen> HttpServer::requests(std::string_view target) const {
  std::vector<Seen> out = impl_->requests();
  std::erase_if(out, [&](Seen const& seen) { return seen.target != target; });
  return out;
}
bool HttpServer::wait_for_requests(std::size_t count, std::chrono::milliseconds deadline) const {
  return impl_->wait_for_requests(count, deadline);
}
std::size_t HttpServer::connections_accepted() const {
  return impl_->accepted;
}
std::size_t HttpServer::connections_open() const {
  return impl_->open;
}
std::size_t HttpServer::most_at_once() const {
  return impl_->most_busy;
}

Reply redirect(int status, std::string location) {
  return {.status = status, .headers = {{"Location", std::move(location)}}};
}
Reply gzipped(std::string_view body) {
  return {.headers = {{"Content-Encoding", "gzip"}}, .body = gzip(body)};
}

}  // namespace rasid::test
