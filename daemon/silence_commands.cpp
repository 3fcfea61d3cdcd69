#include "daemon/silence_commands.h"

#include <boost/json/object.hpp>

#include "daemon/timekeeper.h"

namespace rasid::silence_command {

boost::asio::awaitable<control::Answer> reload(Timekeeper& timekeeper) {
  auto const count = co_await timekeeper.read_silences();
  if (!count) co_return std::unexpected(count.error());
  co_return boost::json::object{{"silences", *count}};
}

}  // namespace rasid::silence_command
