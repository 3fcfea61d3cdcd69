#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "daemon/sinks/http/cloud_event.h"
#include "daemon/sinks/http/templated_body.h"
#include "daemon/sinks/webhook_sink.h"
#include "tests/support/http_server.h"
#include "tests/unit/sinks/deliver_once.h"
#include "tests/unit/sinks/expected_signature.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;

test::Seen sent_with(std::shared_ptr<MessageBody const> body, std::vector<std::string>* said = nullptr) {
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{}; });
  WebhookSettings settings{.id = {"desk"}, .url = receiver.url("/"), .timeout = 2s, .allow_private_addresses = true};
  settings.secrets.push_back(Secret::parse(secret_text).value());
  settings.body = std::move(body);
  boost::asio::io_context io;
  SystemClock const clock;
  log::Logger const log([&](log::Level, std::string_view line) {
    if (said != nullptr) said->emplace_back(line);
  });
  fetch::Fetcher fetcher(io.get_executor(), {.user_agent = "Rasid/test"});
  auto const sink = WebhookSink::make(std::move(settings), fetcher, clock, log).value();
  EXPECT_TRUE(delivered(deliver_once(io, *sink, sample_delivery(), [&] { fetcher.stop(); })));
  return receiver.requests().at(0);
}

TEST(WebhookBody, CanBeACloudEvent) {
  test::Seen const seen = sent_with(std::make_shared<CloudEventBody>("/rasid/desk"));
  EXPECT_EQ(seen.header("content-type"), "application/cloudevents+json; charset=UTF-8");
  EXPECT_EQ(seen.header("webhook-signature"), expected_signature(seen)) << "what is sent is what is signed";
  auto const event = boost::json::parse(seen.body).as_object();
  EXPECT_EQ(event.at("specversion"), "1.0");
  EXPECT_EQ(event.at("id"), "alr_00000000000000000000000000000000_1");
  EXPECT_EQ(event.at("source"), "/rasid/desk");
  EXPECT_EQ(event.at("type"), "rasid.alert.created");
  EXPECT_EQ(event.at("subject"), "test");
  EXPECT_EQ(event.at("time"), "2020-06-29T09:12:07Z");
  EXPECT_EQ(event.at("datacontenttype"), "application/json");
  EXPECT_EQ(event.at("data"), boost::json::parse(alerts::sample_payload()).at("data"));
}

TEST(WebhookBody, CanBeTheReceiversOwnShape) {
  auto const sample = message_data(alerts::sample_payload(), "x", {}).value();
  auto body =
      Template::parse(R"({"headline": "{{article.title}}", "revision": {{alert.revision}}})", Escape::json, sample);
  test::Seen const seen =
      sent_with(std::make_shared<TemplatedBody>(std::move(*body), "application/json", MessageSettings{}));
  auto const sent = boost::json::parse(seen.body).as_object();
  EXPECT_EQ(sent.at("headline"), boost::json::parse(alerts::sample_payload()).at("data").at("article").at("title"));
  EXPECT_EQ(sent.at("revision"), 1);
  EXPECT_EQ(seen.header("webhook-signature"), expected_signature(seen));
}

TEST(WebhookBody, IsTheStoredPayloadWhereTheTemplateMakesNoJson) {
  auto const sample = message_data(alerts::sample_payload(), "x", {}).value();
  auto body = Template::parse(R"({"headline": {{article.title}}})", Escape::json, sample);
  std::vector<std::string> said;
  test::Seen const seen =
      sent_with(std::make_shared<TemplatedBody>(std::move(*body), "application/x-own+json", MessageSettings{}), &said);
  EXPECT_EQ(seen.body, alerts::sample_payload());
  EXPECT_EQ(seen.header("content-type"), "application/json");
  EXPECT_THAT(said, testing::ElementsAre(testing::HasSubstr("sink=desk")));
}

TEST(WebhookBody, IsTheSameAtEveryAttempt) {
  CloudEventBody const body("/rasid");
  EXPECT_EQ(body.make(sample_delivery()), body.make(sample_delivery()));
  store::Delivery odd = sample_delivery();
  for (char const* payload : {"", "{}", "[]", "null", R"({"data":1})", R"({"data":{}})"}) {
    odd.body = payload;
    EXPECT_EQ(body.make(odd), body.make(odd)) << payload;
  }
}

}  // namespace
}  // namespace rasid::sinks
