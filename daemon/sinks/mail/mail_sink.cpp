#include "daemon/sinks/mail/mail_sink.h"

#include "daemon/fetch/multi.h"
#include "daemon/sinks/mail/smtp_transfer.h"

namespace rasid::sinks {
namespace {

constexpr std::uint32_t most_connections = 4;

}  // namespace

MailSink::MailSink(MailSettings settings, boost::asio::any_io_executor const& executor,
                   fetch::EgressPolicy const& egress, log::Logger const& log)
    : settings_(std::move(settings)),
      multi_(std::make_shared<fetch::Multi>(executor, most_connections)),
      egress_(egress),
      log_(log) {}

MailSink::~MailSink() {
  multi_->close();
}

boost::asio::awaitable<DeliveryResult> MailSink::deliver(store::Delivery const& delivery) {
  auto const alert = alerts::read_payload(delivery.body);
  if (!alert) co_return Dead{"the payload cannot be read: " + alert.error().message()};
  std::string const message = mail_message(*alert, delivery.message_id(), settings_.addresses, settings_.text);
  SmtpTransfer transfer(settings_, egress_, message);
  std::optional<CURLcode> const verdict = co_await multi_->run(transfer.handle());
  if (!verdict) co_return RetryLater{"broken off", std::nullopt};
  DeliveryResult result = transfer.finish(*verdict);
  if (std::holds_alternative<Delivered>(result) && transfer.refused() > 0) {
    log_.warning("the mail server refused recipients",
                 {{"sink", settings_.id.value}, {"refused", std::to_string(transfer.refused())}});
  }
  co_return result;
}

}  // namespace rasid::sinks
