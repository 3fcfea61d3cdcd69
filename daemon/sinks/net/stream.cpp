#include "daemon/sinks/net/stream.h"

#include <array>
#include <optional>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "daemon/sinks/net/net_error.h"

namespace rasid::sinks {
namespace asio = boost::asio;
using tcp = asio::ip::tcp;

namespace {

constexpr auto as_values = asio::as_tuple(asio::use_awaitable);

std::unexpected<Error> failed(boost::system::error_code const& code, std::string doing) {
  return std::unexpected(Error{std::error_code(code), std::move(doing)});
}

}  // namespace

class Stream::Impl {
 public:
  Impl(tcp::socket connected, Endpoint to) : socket(std::move(connected)), endpoint(std::move(to)) {}

  tcp::socket socket;
  Endpoint endpoint;
  std::optional<asio::ssl::context> context;
  std::optional<asio::ssl::stream<tcp::socket&>> tls;
};

Stream::Stream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Stream::~Stream() = default;

asio::awaitable<Result<std::vector<asio::ip::address>>> allowed_addresses(std::string host, bool allow_private,
                                                                          fetch::EgressPolicy const& egress) {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  auto const [bad, found] = co_await resolver.async_resolve(host, "", as_values);
  if (bad) co_return failed(bad, "resolving " + host);
  std::vector<asio::ip::address> allowed;
  for (auto const& entry : found) {
    asio::ip::address const address = entry.endpoint().address();
    if (may_reach(egress, allow_private, address)) allowed.push_back(address);
  }
  if (allowed.empty()) co_return failure(NetError::forbidden_address, "connecting to " + host);
  co_return allowed;
}

asio::awaitable<Result<std::unique_ptr<Stream>>> Stream::open(Endpoint endpoint, fetch::EgressPolicy const& egress) {
  auto const addresses = co_await allowed_addresses(endpoint.host, endpoint.allow_private, egress);
  if (!addresses) co_return std::unexpected(addresses.error());
  std::vector<tcp::endpoint> points;
  for (auto const& address : *addresses) points.emplace_back(address, endpoint.port);
  tcp::socket socket(co_await asio::this_coro::executor);
  auto const [bad, chosen] = co_await asio::async_connect(socket, points, as_values);
  if (bad) co_return failed(bad, "connecting to " + endpoint.host);
  bool const tls = endpoint.tls;
  std::unique_ptr<Stream> stream(new Stream(std::make_unique<Impl>(std::move(socket), std::move(endpoint))));
  if (tls) {
    Result<> const secured = co_await stream->secure();
    if (!secured) co_return std::unexpected(secured.error());
  }
  co_return stream;
}

asio::awaitable<Result<>> Stream::secure() {
  Endpoint const& to = impl_->endpoint;
  std::string const doing = "securing the connection to " + to.host;
  boost::system::error_code bad;
  impl_->context.emplace(asio::ssl::context::tls_client);
  impl_->context->set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1, bad);
  if (to.ca_file.empty()) {
    impl_->context->set_default_verify_paths(bad);
  } else {
    impl_->context->load_verify_file(to.ca_file, bad);
  }
  if (bad) co_return failed(bad, doing);
  impl_->tls.emplace(impl_->socket, *impl_->context);
  impl_->tls->set_verify_mode(asio::ssl::verify_peer);
  impl_->tls->set_verify_callback(asio::ssl::host_name_verification(to.host));
  SSL_set_tlsext_host_name(impl_->tls->native_handle(), to.host.c_str());
  auto const [failed_with] = co_await impl_->tls->async_handshake(asio::ssl::stream_base::client, as_values);
  if (failed_with) co_return failed(failed_with, doing);
  co_return Result<>{};
}

asio::awaitable<Result<>> Stream::write(std::string bytes) {
  boost::system::error_code bad;
  if (impl_->tls) {
    auto const [code, count] = co_await asio::async_write(*impl_->tls, asio::buffer(bytes), as_values);
    bad = code;
  } else {
    auto const [code, count] = co_await asio::async_write(impl_->socket, asio::buffer(bytes), as_values);
    bad = code;
  }
  if (bad) co_return failed(bad, "sending to " + impl_->endpoint.host);
  co_return Result<>{};
}

asio::awaitable<Result<>> Stream::read_more() {
  std::array<char, 4096> part{};
  boost::system::error_code bad;
  std::size_t count = 0;
  if (impl_->tls) {
    auto const [code, read] = co_await impl_->tls->async_read_some(asio::buffer(part), as_values);
    bad = code;
    count = read;
  } else {
    auto const [code, read] = co_await impl_->socket.async_read_some(asio::buffer(part), as_values);
    bad = code;
    count = read;
  }
  if (bad) co_return failed(bad, "reading from " + impl_->endpoint.host);
  received_.append(part.data(), count);
  co_return Result<>{};
}

asio::awaitable<Result<std::string>> Stream::read_line(std::size_t most) {
  std::size_t end = received_.find('\n');
  while (end == std::string::npos) {
    if (received_.size() > most) co_return failure(NetError::line_too_long, "reading from " + impl_->endpoint.host);
    Result<> const more = co_await read_more();
    if (!more) co_return std::unexpected(more.error());
    end = received_.find('\n');
  }
  if (end > most) co_return failure(NetError::line_too_long, "reading from " + impl_->endpoint.host);
  std::string line = received_.substr(0, end);
  received_.erase(0, end + 1);
  if (line.ends_with('\r')) line.pop_back();
  co_return line;
}

asio::awaitable<Result<std::string>> Stream::read_exactly(std::size_t count) {
  while (received_.size() < count) {
    Result<> const more = co_await read_more();
    if (!more) co_return std::unexpected(more.error());
  }
  std::string bytes = received_.substr(0, count);
  received_.erase(0, count);
  co_return bytes;
}

asio::awaitable<Result<>> Stream::finish(Duration at_most) {
  using namespace asio::experimental::awaitable_operators;
  boost::system::error_code ignored;
  if (!impl_->tls) impl_->socket.shutdown(tcp::socket::shutdown_send, ignored);
  asio::steady_timer timer(co_await asio::this_coro::executor, at_most);
  auto closing = read_more();
  auto limit = timer.async_wait(asio::use_awaitable);
  auto const first = co_await (std::move(closing) || std::move(limit));
  if (auto const* read = std::get_if<0>(&first)) {
    bool const closed = !*read && (read->error().code == std::error_code(boost::system::error_code(asio::error::eof)) ||
                                   read->error().code ==
                                       std::error_code(boost::system::error_code(asio::ssl::error::stream_truncated)));
    if (!*read && !closed) co_return std::unexpected(read->error());
  }
  co_return Result<>{};
}

}  // namespace rasid::sinks
