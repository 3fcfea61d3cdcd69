#include "daemon/control/client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

namespace rasid::control {

namespace asio = boost::asio;
using Socket = asio::local::stream_protocol::socket;

namespace {

/// The answer about 50,000 feeds has some 20 MB.
constexpr std::size_t longest_answer = 256U << 20U;

Answer converse(asio::io_context& io, Socket& socket, Request const& request, Duration limit) {
  std::string const line = render(request);
  std::string answer;
  boost::system::error_code result = asio::error::timed_out;
  asio::async_write(socket, asio::buffer(line), [&](boost::system::error_code error, std::size_t) {
    if (error) {
      result = error;
      return;
    }
    asio::async_read_until(socket, asio::dynamic_buffer(answer, longest_answer), '\n',
                           [&](boost::system::error_code failed, std::size_t) { result = failed; });
  });
  io.run_for(limit);
  if (!io.stopped()) {
    socket.close();
    io.restart();
    io.run();
    result = asio::error::timed_out;
  }
  if (result) return std::unexpected(Error{result, "waiting for the daemon's answer"});
  return parse_answer(std::string_view(answer).substr(0, answer.find('\n')));
}

}  // namespace

std::optional<Answer> ask(std::vector<std::filesystem::path> const& sockets, Request const& request, Duration limit) {
  asio::io_context io;
  for (std::filesystem::path const& path : sockets) {
    if (path.native().size() >= 108) continue;  // the most a Unix socket's name may have
    Socket socket(io);
    boost::system::error_code error;
    socket.connect(asio::local::stream_protocol::endpoint(path.string()), error);
    if (!error) return converse(io, socket, request, limit);
    if (error == asio::error::access_denied)
      return std::unexpected(Error{error, "asking the daemon at " + path.string()});
  }
  return std::nullopt;
}

}  // namespace rasid::control
