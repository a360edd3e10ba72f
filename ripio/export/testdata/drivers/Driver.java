// Five threads ask at once, and one more when they have their token.
public class Driver {
    public static void main(String[] args) throws Exception {
        RipioToken source = new RipioToken(RipioToken.AUTH_URL, RipioToken.CLIENT_ID,
                System.getenv("RIPIO_CLIENT_SECRET"), RipioToken.EXTERNAL_REF, RipioToken.ADDRESS);
        Runnable ask = () -> {
            String line;
            try {
                line = "token " + source.token();
            } catch (Exception failed) {
                line = "error: " + failed.getMessage();
            }
            System.out.println(line);
        };
        Thread[] five = new Thread[5];
        for (int i = 0; i < five.length; i++) {
            five[i] = new Thread(ask);
            five[i].start();
        }
        for (Thread each : five) {
            each.join();
        }
        ask.run();
    }
}
