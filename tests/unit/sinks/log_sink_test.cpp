#include "daemon/sinks/log_sink.h"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "tests/unit/alerts/report.h"

namespace rasid::sinks {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

/// What the sink answers, and the lines it wrote.
std::pair<std::optional<DeliveryResult>, std::vector<std::string>> log_of(std::string body) {
  std::vector<std::string> lines;
  log::Logger const log([&](log::Level, std::string_view line) { lines.emplace_back(line); });
  LogSink sink({"journal"}, log);
  store::Delivery const delivery{.alert = {"alr_one"}, .sink = {"journal"}, .body = std::move(body)};
  std::optional<DeliveryResult> result;
  boost::asio::io_context io;
  auto attempt = [&]() -> boost::asio::awaitable<void> { result = co_await sink.deliver(delivery); };
  boost::asio::co_spawn(io, attempt(), [](std::exception_ptr const& error) { EXPECT_FALSE(error); });
  io.run();
  return {result, lines};
}

TEST(LogSink, WritesALineWithTheSentenceAndWhoAndWhere) {
  auto const [result, lines] = log_of(alerts::arabic_report().text());
  ASSERT_TRUE(result);
  EXPECT_TRUE(std::holds_alternative<Delivered>(*result));
  EXPECT_THAT(lines, ElementsAre(AllOf(HasSubstr("ALERT high: Qaani in Baghdad"), HasSubstr("Esmail Qaani"),
                                       HasSubstr("Baghdad, Iraq"), HasSubstr("وقالت مصادر لقآني في بغداد"))));
}

TEST(LogSink, TakesAPayloadItCannotReadForDead) {
  auto const [result, lines] = log_of("{}");
  ASSERT_TRUE(result);
  EXPECT_TRUE(std::holds_alternative<Dead>(*result));
  EXPECT_TRUE(lines.empty());
}

}  // namespace
}  // namespace rasid::sinks
