#include "daemon/sinks/signature.h"

#include <gtest/gtest.h>

#include "daemon/sinks/base64.h"
#include "tests/unit/sinks/expected_signature.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;

// The example of the Standard Webhooks project's own test suites.
constexpr auto reference_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr auto reference_id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr std::int64_t reference_time = 1614265330;
constexpr auto reference_body = R"({"test": 2432232314})";
constexpr auto reference_signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
constexpr Timestamp reference_now{std::chrono::seconds{reference_time}};

// 32 bytes 00 01 … 1F; the signature was made with Python's hmac and base64.
constexpr auto second_secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

Secret secret(std::string_view text) {
  return Secret::parse(text).value();
}

std::error_code refusal(std::vector<Secret> const& secrets, SignedHeaders const& headers, std::string_view body,
                        Timestamp now = reference_now) {
  auto const verdict = verify(secrets, headers, body, now);
  return verdict ? std::error_code{} : verdict.error().code;
}

TEST(Signature, IsThatOfTheSpecificationsExample) {
  EXPECT_EQ(sign(secret(reference_secret), reference_id, reference_time, reference_body), reference_signature);
}

TEST(Signature, CoversTheBytesOfAnArabicBody) {
  EXPECT_EQ(sign(secret(second_secret), "alr_1_1", 1593417600, R"({"text":"لقآني"})"),
            "v1,LzLLrZrMkI5hinySGJ8TMDryDtnDPvsSnICCTmp7RfE=");
}

TEST(Signature, EachSecretSignsSoThatASecretCanBeChangedWithoutAPause) {
  std::vector<Secret> const both{secret(second_secret), secret(reference_secret)};
  std::string const header = signature_header(both, reference_id, reference_time, reference_body);
  EXPECT_TRUE(header.ends_with(std::string(" ") + reference_signature)) << header;
  SignedHeaders const headers{reference_id, "1614265330", header};
  EXPECT_FALSE(refusal({both[0]}, headers, reference_body));
  EXPECT_FALSE(refusal({both[1]}, headers, reference_body));
}

TEST(Verification, RefusesWhatWasChangedInAnyPart) {
  std::vector<Secret> const secrets{secret(reference_secret)};
  SignedHeaders const good{reference_id, "1614265330", reference_signature};
  EXPECT_FALSE(refusal(secrets, good, reference_body));
  EXPECT_EQ(refusal(secrets, good, R"({"test": 2432232315})"), SignatureError::no_match);
  EXPECT_EQ(refusal(secrets, {"msg_other", good.timestamp, good.signature}, reference_body), SignatureError::no_match);
  EXPECT_EQ(refusal(secrets, {good.id, "1614265331", good.signature}, reference_body), SignatureError::no_match);
  EXPECT_EQ(refusal({secret(second_secret)}, good, reference_body), SignatureError::no_match);
}

TEST(Verification, RefusesMessagesOlderOrNewerThanFiveMinutes) {
  std::vector<Secret> const secrets{secret(reference_secret)};
  SignedHeaders const good{reference_id, "1614265330", reference_signature};
  EXPECT_FALSE(refusal(secrets, good, reference_body, reference_now + 5min));
  EXPECT_FALSE(refusal(secrets, good, reference_body, reference_now - 5min));
  EXPECT_EQ(refusal(secrets, good, reference_body, reference_now + 301s), SignatureError::too_old);
  EXPECT_EQ(refusal(secrets, good, reference_body, reference_now - 301s), SignatureError::too_new);
}

TEST(Verification, PassesOverSignaturesOfOtherSchemesAndRubbish) {
  std::vector<Secret> const secrets{secret(reference_secret)};
  std::string const header = std::string("v1a,AAAA v2,x  v1, v1,*** v1,AAAA ") + reference_signature;
  EXPECT_FALSE(refusal(secrets, {reference_id, "1614265330", header}, reference_body));
  std::string const other_scheme = "v1a," + std::string(reference_signature).substr(3);
  EXPECT_EQ(refusal(secrets, {reference_id, "1614265330", other_scheme}, reference_body), SignatureError::no_match);
}

TEST(Verification, RefusesHeadersThatAreMissingOrNotNumbers) {
  std::vector<Secret> const secrets{secret(reference_secret)};
  EXPECT_EQ(refusal(secrets, {"", "1614265330", reference_signature}, reference_body), SignatureError::incomplete);
  EXPECT_EQ(refusal(secrets, {reference_id, "", reference_signature}, reference_body), SignatureError::incomplete);
  EXPECT_EQ(refusal(secrets, {reference_id, "1614265330", ""}, reference_body), SignatureError::incomplete);
  for (auto const* wrong :
       {"soon", "1614265330.5", " 1614265330", "-1614265330", "99999999999999999999", "+1614265330"}) {
    EXPECT_EQ(refusal(secrets, {reference_id, wrong, reference_signature}, reference_body),
              SignatureError::bad_timestamp)
        << wrong;
  }
}

struct SecretCase {
  char const* says;
  std::string text;
  std::error_code error;
};
// RFC 8032 section 7.1, test 1: its seed and public key.
constexpr auto rfc8032_key = "whsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
constexpr auto rfc8032_public_key = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

TEST(PrivateKey, HasThePublicKeyOfTheStandardsExample) {
  EXPECT_EQ(public_key(Secret::parse(rfc8032_key).value()), rfc8032_public_key);
  EXPECT_EQ(public_key(Secret::parse(secret_text).value()), std::nullopt);
}

TEST(PrivateKey, SignsWithASchemeOfItsOwnBesideSharedSecrets) {
  std::vector<Secret> const secrets{Secret::parse(secret_text).value(), Secret::parse(rfc8032_key).value()};
  std::string const header = signature_header(secrets, "alr_1_1", 1'700'000'000, "{}");
  EXPECT_TRUE(header.starts_with("v1,")) << header;
  EXPECT_NE(header.find(" v1a,"), std::string::npos) << header;
  Timestamp const then{std::chrono::seconds{1'700'000'000}};
  SignedHeaders const headers{"alr_1_1", "1700000000", header};
  for (Secret const& one : secrets) {
    EXPECT_TRUE(verify(std::vector{one}, headers, "{}", then));
    EXPECT_FALSE(verify(std::vector{one}, headers, "{ }", then));
  }
}

TEST(PrivateKey, IsTheSameWithItsPublicKeyBehindIt) {
  std::string const seed = from_base64(std::string_view(rfc8032_key).substr(5)).value();
  std::string const behind = from_base64(std::string_view(rfc8032_public_key).substr(5)).value();
  auto const whole = Secret::parse("whsk_" + base64(seed + behind));
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->bytes(), seed);
}

class SecretText : public testing::TestWithParam<SecretCase> {};

TEST_P(SecretText, IsReadOrRefusedWithAReasonThatDoesNotRepeatIt) {
  auto const& [says, text, error] = GetParam();
  auto const read = Secret::parse(text);
  if (!error) {
    EXPECT_TRUE(read);
    return;
  }
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, error);
  if (text.size() > 12) {
    EXPECT_EQ(read.error().message().find(text.substr(6)), std::string::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(
    , SecretText,
    testing::Values(
        SecretCase{"Of24Bytes", "whsec_" + base64(std::string(24, 'k')), {}},
        SecretCase{"Of64Bytes", "whsec_" + base64(std::string(64, 'k')), {}},
        SecretCase{"Of23Bytes", "whsec_" + base64(std::string(23, 'k')), SecretError::too_short},
        SecretCase{"Of65Bytes", "whsec_" + base64(std::string(65, 'k')), SecretError::too_long},
        SecretCase{"KeyOf33Bytes", "whsk_" + base64(std::string(33, 'k')), SecretError::wrong_key_size},
        SecretCase{"KeyThatIsNotBase64", "whsk_ääääääää", SecretError::not_base64},
        SecretCase{"PublicKey", "whpk_" + base64(std::string(32, 'k')), SecretError::no_prefix},
        SecretCase{"Empty", "", SecretError::no_prefix}, SecretCase{"OnlyThePrefix", "whsec_", SecretError::too_short},
        SecretCase{"WithoutThePrefix", base64(std::string(32, 'k')), SecretError::no_prefix},
        SecretCase{"WithoutItsPadding", "whsec_a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s", SecretError::not_base64},
        SecretCase{"WithALineBreak", "whsec_" + base64(std::string(24, 'k')) + "\n", SecretError::not_base64},
        SecretCase{"OfTheUrlAlphabet", "whsec_a2tra2tra2tra2tra2tra2tra2tra2-_", SecretError::not_base64}),
    [](auto const& i) { return i.param.says; });

}  // namespace
}  // namespace rasid::sinks
